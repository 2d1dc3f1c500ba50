import type { Person, World } from "../population/world.js";
import { ADVICE, REFERRAL, STATUTE } from "./codes.js";
import { mayRead, type Reader } from "./read-right.js";
import { changedAt, clientNumber, nextAssessment, numberAtVdab, readersOf, registersOf } from "./records.js";

export interface SearchCriteria {
  samenwerkingsverband?: string;
  toeleidingStatussen?: string[];
  inschattingVoor?: string;
  nisCode?: string;
  statuut?: string;
  adviesStatus?: string;
  /** KBO of a member: only those referred to it. Referrals that were refused or withdrawn do not count. */
  onderneming?: string;
  /** KBO of a lead: only those referred to a partnership it leads, likewise. */
  penhouder?: string;
}
export type SearchOrder = "KLANTNUMMER" | "VOLGENDE_INSCHATTING" | "TOELEIDING_DATUM";

/** What VDAB holds, by its own keys, and how it may be looked through. */
export class Dossiers {
  readonly #byInsz = new Map<string, Person>();
  readonly #byClient = new Map<string, Person>();
  readonly #today: string;
  readonly #leads: ReadonlyMap<string, string>;
  readonly #orders = new Map<SearchOrder, Person[]>();

  constructor(
    private readonly world: World,
    private readonly daysAfterTransfer: number,
  ) {
    this.#today = world.now.slice(0, 10);
    this.#leads = registersOf(world).leads;
    for (const person of world.persons) {
      this.#byInsz.set(person.insz, person);
      if (person.former) this.#byInsz.set(person.former.insz, person);
      this.#byClient.set(clientNumber(person), person);
    }
  }

  byInsz(insz: string): Person | undefined {
    return this.#byInsz.get(insz);
  }
  byClient(number: string): Person | undefined {
    return this.#byClient.get(number);
  }

  /** Whether the asked number is one that VDAB itself no longer files the person under. */
  isReplaced(person: Person, asked: string): boolean {
    return asked === person.former?.insz && numberAtVdab(person) === person.insz;
  }

  /** Whether the reader's right to read this dossier (inzagerecht) ended. */
  isClosed(person: Person): boolean {
    return person.readRightEndedOn !== undefined && person.readRightEndedOn <= this.#today;
  }

  /** Whether the reader may read the dossier, or might before the right ended. */
  isFor(person: Person, reader: Reader): boolean {
    return mayRead(person, reader, { today: this.#today, daysAfterTransfer: this.daysAfterTransfer });
  }

  /** Open dossiers that changed from `from` on and before `to`, oldest change first. */
  changed(from: string, to: string, reader: Reader): Person[] {
    const [first, end] = [Date.parse(from), Date.parse(to)];
    return this.world.persons
      .map((person) => ({ person, at: Date.parse(changedAt(person)) }))
      .filter(({ person, at }) => at >= first && at < end && this.#isOpenFor(person, reader))
      .sort((a, b) => a.at - b.at || a.person.index - b.person.index)
      .map(({ person }) => person);
  }

  /** After something changed. */
  sortAnew(): void {
    this.#orders.clear();
  }

  /** The page after a client number, and how many there are in all; undefined when the number is nobody's. */
  search(
    { criteria, order, most, after }: { criteria: SearchCriteria; order: SearchOrder; most: number; after?: string },
    reader: Reader,
  ): { page: Person[]; total: number; hasMore: boolean } | undefined {
    const ordered = this.#ordered(order);
    const found = (person: Person) =>
      this.#isOpenFor(person, reader) && matches(person, criteria, this.#today) && this.#isReferredTo(person, criteria);
    // A dossier that left the list since, as by a transfer, still has its place in the order.
    const place = after === undefined ? -1 : ordered.findIndex((person) => clientNumber(person) === after);
    if (after !== undefined && place === -1) return undefined;
    const next = ordered.slice(place + 1).filter(found);
    const total = place === -1 ? next.length : ordered.filter(found).length;
    return { page: next.slice(0, most), total, hasMore: next.length > most };
  }

  #isOpenFor(person: Person, reader: Reader): boolean {
    return !this.isClosed(person) && this.isFor(person, reader);
  }

  #isReferredTo(person: Person, { onderneming, penhouder }: SearchCriteria): boolean {
    if (!onderneming && !penhouder) return true;
    return readersOf(person, this.#leads).some(
      (reader) =>
        (!onderneming || reader.ondernemingsnummer === onderneming) && (!penhouder || reader.penhouder === penhouder),
    );
  }

  #ordered(order: SearchOrder): Person[] {
    let sorted = this.#orders.get(order);
    if (!sorted) {
      const key = {
        KLANTNUMMER: () => "",
        VOLGENDE_INSCHATTING: (person: Person) => nextAssessment(person) ?? "9999-12-31",
        TOELEIDING_DATUM: (person: Person) => person.referrals.at(-1)?.referredOn ?? "9999-12-31",
      }[order];
      sorted = this.world.persons
        .map((person) => ({ person, key: key(person) }))
        .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.person.index - b.person.index))
        .map(({ person }) => person);
      this.#orders.set(order, sorted);
    }
    return sorted;
  }
}

function matches(person: Person, criteria: SearchCriteria, today: string): boolean {
  const { samenwerkingsverband, toeleidingStatussen, inschattingVoor, nisCode, statuut, adviesStatus } = criteria;
  if (nisCode && person.nis !== nisCode) return false;
  if (adviesStatus && (!person.advice || ADVICE[person.advice.state].code !== adviesStatus)) return false;
  if (statuut) {
    const holds = person.statutes.some(
      ({ kind, from, to }) => STATUTE[kind] === statuut && from <= today && (!to || to >= today),
    );
    if (!holds) return false;
  }
  if (samenwerkingsverband || toeleidingStatussen) {
    const referred = person.referrals.some(
      ({ partnershipId, state }) =>
        (!samenwerkingsverband || partnershipId === samenwerkingsverband) &&
        (!toeleidingStatussen || toeleidingStatussen.includes(REFERRAL[state].code)),
    );
    if (!referred) return false;
  }
  if (inschattingVoor) {
    const due = nextAssessment(person);
    // An assessment is only due for somebody who takes part.
    if (!due || due >= inschattingVoor || person.outflow || !person.referrals.some(({ state }) => state === "GESTART"))
      return false;
  }
  return true;
}

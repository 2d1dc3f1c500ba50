import type { Agreement, Guide, Organisation, Partnership, Person, Workplace, World } from "../population/world.js";

/** An agreement with the person who signed it. */
export interface Held {
  person: Person;
  agreement: Agreement;
}

/** What the counter keeps, by its own keys. */
export class Books {
  readonly today: string;
  readonly partnerships: readonly Partnership[];
  readonly #partnerships = new Map<string, Partnership>();
  readonly #guides = new Map<string, Guide>();
  readonly #guidesOf = new Map<string, Guide[]>();
  readonly #workplaces = new Map<string, Workplace>();
  readonly #workplacesOf = new Map<string, Workplace[]>();
  readonly #agreements = new Map<string, Held>();
  readonly #agreementsOf = new Map<string, Held[]>();
  readonly #participantsOf = new Map<string, Map<Person, Agreement[]>>();
  readonly #persons = new Map<string, Person>();
  readonly #towns: ReadonlyMap<string, string>;

  constructor(private readonly world: World) {
    this.today = world.now.slice(0, 10);
    this.partnerships = [...world.partnerships].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#towns = new Map(world.municipalities.map(({ nis, name }) => [nis, name]));
    for (const partnership of world.partnerships) this.#partnerships.set(partnership.id, partnership);
    for (const guide of world.guides) {
      this.#guides.set(guide.id, guide);
      listOf(this.#guidesOf, guide.partnershipId).push(guide);
    }
    for (const workplace of world.workplaces) {
      this.#workplaces.set(workplace.id, workplace);
      listOf(this.#workplacesOf, workplace.partnershipId).push(workplace);
    }
    for (const person of world.persons)
      for (const agreement of person.agreements)
        listOf(this.#agreementsOf, this.#enter(person, agreement)).push({ person, agreement });
    for (const held of this.#agreementsOf.values()) held.sort((a, b) => (a.agreement.id < b.agreement.id ? -1 : 1));
  }

  /** Takes in an agreement that was concluded since. */
  add(person: Person, agreement: Agreement): void {
    const held = listOf(this.#agreementsOf, this.#enter(person, agreement));
    const place = held.findIndex((other) => other.agreement.id > agreement.id);
    held.splice(place === -1 ? held.length : place, 0, { person, agreement });
  }

  /** @returns of which partnership it is */
  #enter(person: Person, agreement: Agreement): string {
    this.#persons.set(person.insz, person);
    if (person.former) this.#persons.set(person.former.insz, person);
    this.#agreements.set(agreement.id, { person, agreement });
    const participants = this.#participantsOf.get(agreement.partnershipId) ?? new Map<Person, Agreement[]>();
    this.#participantsOf.set(agreement.partnershipId, participants);
    participants.set(person, [...(participants.get(person) ?? []), agreement]);
    return agreement.partnershipId;
  }

  /** Everybody who has or had an agreement. */
  participants(): Person[] {
    return this.world.persons.filter(({ agreements }) => agreements.length > 0);
  }
  partnership(id: string): Partnership | undefined {
    return this.#partnerships.get(id);
  }
  guide(id: string): Guide | undefined {
    return this.#guides.get(id);
  }
  guidesOf(partnershipId: string): readonly Guide[] {
    return this.#guidesOf.get(partnershipId) ?? [];
  }
  workplace(id: string): Workplace | undefined {
    return this.#workplaces.get(id);
  }
  workplacesOf(partnershipId: string): readonly Workplace[] {
    return this.#workplacesOf.get(partnershipId) ?? [];
  }
  agreement(id: string): Held | undefined {
    return this.#agreements.get(id);
  }
  agreementsOf(partnershipId: string): readonly Held[] {
    return this.#agreementsOf.get(partnershipId) ?? [];
  }
  /** Everybody who has or had an agreement with the partnership, and which. */
  participantsOf(partnershipId: string): ReadonlyMap<Person, readonly Agreement[]> {
    return this.#participantsOf.get(partnershipId) ?? new Map<Person, Agreement[]>();
  }
  person(insz: string): Person | undefined {
    return this.#persons.get(insz);
  }
  organisation(kbo: string): Organisation | undefined {
    return this.world.organisations.get(kbo);
  }
  town(nis: string): string | undefined {
    return this.#towns.get(nis);
  }
}

export function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}

export type AgreementStatus = "GEPLAND" | "LOPEND" | "BEEINDIGD";

export function statusOn(agreement: Agreement, day: string): AgreementStatus {
  if (agreement.startsOn > day) return "GEPLAND";
  return agreement.endsOn !== undefined && agreement.endsOn < day ? "BEEINDIGD" : "LOPEND";
}

import { createHmac } from "node:crypto";
import { personOf, type Happening } from "../life/happening.js";
import { NoticeLog, type Stretch } from "../notices/notice-log.js";
import { createNoticePost, type NoticePost } from "../notices/notice-post.js";
import type { Person, World } from "../population/world.js";
import { numberAtVdab, type Resource } from "./records.js";

/** One change: in which resource, and of whom. */
interface Change {
  resource: Resource;
  person: Person;
  at: string;
}

export interface VdabNotices {
  readonly log: NoticeLog<Change>;
  readonly post: NoticePost;
  /** Notes what happened as far as it changed a dossier that is open to the reader, and posts it. */
  take(happening: Happening, at: string): void;
}

/** VDAB posts each change, signed, and keeps the last of them to be read after a gap. */
export function createVdabNotices(
  world: World,
  {
    secret,
    first,
    isClosed,
    now,
  }: { secret: string; first: number; isClosed: (person: Person) => boolean; now: () => number },
): VdabNotices {
  const log = new NoticeLog<Change>(first);
  const post = createNoticePost({
    headers: (body) => {
      const timestamp = String(Math.floor(now() / 1_000));
      const digest = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
      return { "x-vdab-tijdstip": timestamp, "x-vdab-handtekening": `sha256=${digest}` };
    },
  });
  return {
    log,
    post,
    take(happening, at) {
      const resources = resourcesOf(happening);
      if (resources.length === 0 || !("person" in happening)) return;
      const person = personOf(world, happening);
      if (isClosed(person)) return;
      const changes = resources.map((resource) => log.add({ resource, person, at }));
      post.send({ abonnement: "ama-gateway", wijzigingen: changes.map(changeRecord) });
    },
  };
}

/** Which resources a reader has to ask again. */
function resourcesOf({ what, ...rest }: Happening): Resource[] {
  switch (what) {
    case "MOVED":
    case "TRANSFERRED":
      return ["klanten"];
    case "REFERRED":
    case "REFERRAL_ANSWERED":
    case "AGREEMENT_CONCLUDED":
      return ["toeleidingen"];
    case "AGREEMENT_ENDED":
      return "outflow" in rest && rest.outflow ? ["toeleidingen", "doorstroom"] : ["toeleidingen"];
    case "ASSESSED":
      return ["inschattingen"];
    default:
      return [];
  }
}

type Line = Stretch<Change>["lines"][number];

export function changeRecord({ number, resource, person, at }: Line) {
  const insz = numberAtVdab(person);
  return {
    volgnummer: number,
    resource,
    insz,
    ...(insz !== person.insz && { opvolgendInsz: person.insz }),
    tijdstip: at,
  };
}

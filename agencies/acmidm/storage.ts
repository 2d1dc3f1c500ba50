import type { Adapter, AdapterPayload } from "oidc-provider";

interface Kept {
  payload: AdapterPayload;
  /** In milliseconds since this process began. */
  until: number;
}

/** What the server remembers of each kind, oldest first; more than this is a caller who never finishes a login. */
const MOST_OF_A_KIND = 2_000;

/** Where the server keeps its logins, codes and grants: in memory, bounded, gone with the process. */
export function createStorage(): (kind: string) => Adapter {
  const kinds = new Map<string, Map<string, Kept>>();

  return (kind) => {
    const kept = kinds.get(kind) ?? new Map<string, Kept>();
    kinds.set(kind, kept);

    const find = (id: string): AdapterPayload | undefined => {
      const found = kept.get(id);
      if (found && found.until > performance.now()) return found.payload;
      kept.delete(id);
      return undefined;
    };
    const findBy = (fits: (payload: AdapterPayload) => boolean) => {
      for (const [id, { payload }] of kept) if (fits(payload)) return find(id);
      return undefined;
    };

    return {
      upsert: (id, payload, expiresIn) => {
        kept.delete(id);
        kept.set(id, { payload, until: expiresIn ? performance.now() + expiresIn * 1_000 : Infinity });
        const [oldest] = kept.keys();
        if (kept.size > MOST_OF_A_KIND && oldest !== undefined) kept.delete(oldest);
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(find(id)),
      findByUid: (uid) => Promise.resolve(findBy((payload) => payload.uid === uid)),
      findByUserCode: (userCode) => Promise.resolve(findBy((payload) => payload.userCode === userCode)),
      consume: (id) => {
        const payload = find(id);
        if (payload) payload.consumed = Math.floor((performance.timeOrigin + performance.now()) / 1_000);
        return Promise.resolve();
      },
      destroy: (id) => {
        kept.delete(id);
        return Promise.resolve();
      },
      revokeByGrantId: (grantId) => {
        for (const all of kinds.values())
          for (const [id, { payload }] of all) if (payload.grantId === grantId) all.delete(id);
        return Promise.resolve();
      },
    };
  };
}

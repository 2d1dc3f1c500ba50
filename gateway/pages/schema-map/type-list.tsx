import { useMemo, useState } from "preact/hooks";
import type { MapOwner, MapType } from "./map-types.js";
import { mapWords } from "./map-words.js";
import { hrefOf, type Selection } from "./use-selection.js";

const MOST_FIELDS = 60;

/** Every type, and while one searches every field, by name and by what they mean. */
export function TypeList({ types, selection }: { types: readonly MapType[]; selection: Selection | undefined }) {
  const words = mapWords.useWords();
  const [sought, setSought] = useState("");
  const found = useMemo(() => search(types, sought), [types, sought]);
  const groups = [...new Set(found.types.map(groupOf))];
  return (
    <nav class="map-list" aria-label={words.list}>
      <label class="visually-hidden" for="map-find">
        {words.find}
      </label>
      <input
        id="map-find"
        type="search"
        placeholder={words.find}
        value={sought}
        onInput={({ currentTarget: { value } }) => setSought(value)}
      />
      <p class="visually-hidden" role="status">
        {sought ? words.found(found.types.length + found.fields.length) : ""}
      </p>
      <div class="map-found">
        {groups.map((group) => (
          <section key={group} aria-label={group === "roots" ? words.roots : words.kindsMany[group]}>
            <h2>{group === "roots" ? words.roots : words.kindsMany[group]}</h2>
            <ul>
              {found.types
                .filter((type) => groupOf(type) === group)
                .map(({ name, owners }) => (
                  <li key={name}>
                    <a
                      href={hrefOf({ type: name })}
                      {...(selection?.type === name && { "aria-current": "true" as const })}
                    >
                      <Dots owners={owners} />
                      {name}
                    </a>
                  </li>
                ))}
            </ul>
          </section>
        ))}
        {found.fields.length > 0 ? (
          <section aria-label={words.fields}>
            <h2>{words.fields}</h2>
            <ul>
              {found.fields.slice(0, MOST_FIELDS).map(({ type, field, owner }) => (
                <li key={`${type}.${field}`}>
                  <a href={hrefOf({ type, field })}>
                    <Dots owners={[owner]} />
                    <span class="map-of">{type}.</span>
                    {field}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </nav>
  );
}

function Dots({ owners }: { owners: readonly MapOwner[] }) {
  return (
    <span class="map-dots" aria-hidden="true">
      {owners.map((owner) => (
        <i key={owner} class={`map-dot of-${owner.toLowerCase()}`} />
      ))}
    </span>
  );
}

function groupOf({ name, kind }: MapType): MapType["kind"] | "roots" {
  return name === "Query" || name === "Subscription" ? "roots" : kind;
}

function search(types: readonly MapType[], sought: string) {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (...texts: string[]) => words.every((word) => texts.some((text) => text.toLowerCase().includes(word)));
  if (words.length === 0) return { types, fields: [] };
  return {
    types: types.filter(({ name, description }) => fits(name, description)),
    fields: types.flatMap(({ name: type, fields }) =>
      fields
        .filter(({ name, description }) => fits(name, description))
        .map(({ name, owner }) => ({ type, field: name, owner })),
    ),
  };
}

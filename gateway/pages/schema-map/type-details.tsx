import { useEffect, useRef } from "preact/hooks";
import type { Capacity } from "../../../schema/mandate.js";
import { agencyWords, type Owner } from "../shell/agencies.js";
import { capacityWords } from "../shell/mandate-words.js";
import { useLanguage } from "../shell/language.js";
import type { MapField, MapType } from "./map-types.js";
import { mapWords } from "./map-words.js";
import { readersOf } from "./readers.js";
import { sampleDocument } from "./sample-document.js";
import { hrefOf, type Selection } from "./use-selection.js";

interface Parts {
  type: MapType;
  types: ReadonlyMap<string, MapType>;
  selection: Selection;
  onClose: () => void;
}

/** All that is known of one type: its meaning, and of each field meaning, source, freshness and who may read it. */
export function TypeDetails({ type, types, selection, onClose }: Parts) {
  const words = mapWords.useWords();
  const language = useLanguage();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { type: name, field } = selection;
    const place = field ? document.getElementById(`field-${name}.${field}`) : title.current;
    (place ?? title.current)?.scrollIntoView({ block: "nearest" });
  }, [selection.type, selection.field]);
  const question = sampleDocument(types, type.name);
  const usedBy = [...types.values()].filter(({ fields }) => fields.some(({ leadsTo }) => leadsTo === type.name));
  return (
    <aside class="map-details" aria-labelledby="map-title">
      <div class="map-head">
        <p class="map-kind">{words.kinds[type.kind]}</p>
        <button type="button" class="map-close" aria-label={words.close} onClick={onClose}>
          ×
        </button>
      </div>
      <h2 id="map-title" ref={title}>
        {type.name}
      </h2>
      <p class="map-owners">
        {type.owners.map((owner) => (
          <OwnerName key={owner} owner={owner} />
        ))}
      </p>
      <p lang="en">{type.description}</p>
      {question ? (
        <a class="button" href={`/playground#${new URLSearchParams({ query: question }).toString()}`}>
          {words.ask(type.name)}
        </a>
      ) : null}
      {type.fields.length > 0 ? <h3>{words.fields}</h3> : null}
      <ul class="map-fields">
        {type.fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            of={type.name}
            known={types.has(field.leadsTo)}
            shared={type.owners.length > 1}
            chosen={selection.field === field.name}
          />
        ))}
      </ul>
      {type.values.length > 0 ? <h3>{words.values}</h3> : null}
      <dl class="map-values">
        {type.values.map(({ name, description }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd lang="en">{description}</dd>
          </div>
        ))}
      </dl>
      {usedBy.length > 0 ? (
        <>
          <h3>{words.usedBy}</h3>
          <ul class="map-used">
            {usedBy.map(({ name }) => (
              <li key={name}>
                <a href={hrefOf({ type: name })}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {language === "nl" ? <p class="map-note">{words.sdl}</p> : null}
    </aside>
  );
}

interface FieldParts {
  field: MapField;
  of: string;
  known: boolean;
  shared: boolean;
  chosen: boolean;
}

function Field({ field, of, known, shared, chosen }: FieldParts) {
  const words = mapWords.useWords();
  const { name, type, leadsTo, args, description, owner, derived } = field;
  return (
    <li id={`field-${of}.${name}`} class={`of-${owner.toLowerCase()}${chosen ? " chosen" : ""}`}>
      <p class="map-field">
        <code>{name}</code>
        {known ? (
          <a class="map-type" href={hrefOf({ type: leadsTo })}>
            {type}
          </a>
        ) : (
          <span class="map-type">{type}</span>
        )}
        {shared && owner !== "SHARED" ? <OwnerName owner={owner} /> : null}
      </p>
      <p lang="en">{description}</p>
      {derived ? <p class="map-note">{words.derived}</p> : null}
      {args.length > 0 ? (
        <p class="map-note">
          {words.arguments}{" "}
          {args.map((arg, index) => (
            <span key={arg.name} title={arg.description}>
              {index > 0 ? ", " : ""}
              <code>{arg.name}</code>
            </span>
          ))}
        </p>
      ) : null}
      <Readers field={field} />
    </li>
  );
}

function Readers({ field: { guard } }: { field: MapField }) {
  const words = mapWords.useWords();
  const capacities = capacityWords.useWords();
  if (guard.by === "object") return null;
  const readers: readonly Capacity[] | undefined = readersOf(guard);
  const whom = readers
    ? readers.map((capacity) => capacities[capacity]).join(", ")
    : guard.by === "nothing"
      ? words.anybody
      : words.known;
  return (
    <p class="map-readers">
      <b>{words.readers}</b> {guard.by === "scope" ? `${words.withScope} ` : ""}
      {whom}
    </p>
  );
}

function OwnerName({ owner }: { owner: Owner }) {
  return <span class={`agency of-${owner.toLowerCase()}`}>{agencyWords.useWords()[owner].name}</span>;
}

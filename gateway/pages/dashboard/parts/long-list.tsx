import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { rowsInView } from "./rows-in-view.js";

interface LongListParts<Item> {
  readonly caption: string;
  readonly columns: readonly { readonly key: string; readonly label: string; readonly title?: string }[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Pixels; the same for each row. */
  readonly rowHeight: number;
  /** How many rows are seen before one must scroll. */
  readonly most: number;
  readonly class: string;
  readonly cells: (item: Item) => ComponentChildren;
  /** What a row opens; it is then a button. */
  readonly onOpen?: (item: Item) => void;
  readonly labelOf?: (item: Item) => string;
  readonly empty: string;
}

/** A table of any length of which only the rows in view are drawn. */
export function LongList<Item>(parts: LongListParts<Item>) {
  const { caption, columns, items, keyOf, rowHeight, most, cells, onOpen, labelOf } = parts;
  const box = useRef<HTMLDivElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const height = Math.min(items.length, most) * rowHeight;
  const { first, end } = rowsInView({ rows: items.length, rowHeight, scrolled, height });
  useEffect(() => {
    // A list that became shorter may have been scrolled past its new end.
    if (box.current && box.current.scrollTop !== scrolled) setScrolled(box.current.scrollTop);
  }, [items.length]);

  return (
    <div class={`long-list ${parts.class}`} role="table" aria-label={caption} aria-rowcount={items.length + 1}>
      <div class="long-list-head" role="row" aria-rowindex={1}>
        {columns.map(({ key, label, title }) => (
          <span key={key} role="columnheader" title={title} class={`cell-${key}`}>
            {label}
          </span>
        ))}
      </div>
      {items.length === 0 ? <p class="empty">{parts.empty}</p> : null}
      <div
        ref={box}
        class="long-list-body"
        role="rowgroup"
        tabIndex={items.length > most ? 0 : -1}
        style={{ height: `${height}px` }}
        onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollTop)}
      >
        <div class="long-list-all" role="presentation" style={{ height: `${items.length * rowHeight}px` }}>
          {items.slice(first, end).map((item, index) => (
            <div
              key={keyOf(item)}
              role="row"
              aria-rowindex={first + index + 2}
              class={onOpen ? "long-list-row opens" : "long-list-row"}
              style={{ top: `${(first + index) * rowHeight}px`, height: `${rowHeight}px` }}
              {...(onOpen && {
                tabIndex: 0,
                "aria-label": labelOf?.(item),
                onClick: () => onOpen(item),
                onKeyDown: (event: KeyboardEvent) => {
                  if (event.key !== "Enter" && event.key !== " ") return;
                  event.preventDefault();
                  onOpen(item);
                },
              })}
            >
              {cells(item)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

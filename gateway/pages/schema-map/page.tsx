import { useEffect } from "preact/hooks";
import map from "ama:schema-map";
import { renderPage } from "../shell/render-page.js";
import { MapPicture } from "./map-picture.js";
import { mapWords } from "./map-words.js";
import { TypeDetails } from "./type-details.js";
import { TypeList } from "./type-list.js";
import { useSelection } from "./use-selection.js";
import "./schema-map.css";

const types = new Map(map.types.map((type) => [type.name, type]));

function SchemaMap() {
  const words = mapWords.useWords();
  const [selection, select] = useSelection();
  const type = selection && types.get(selection.type);
  useEffect(() => {
    const leave = ({ key }: KeyboardEvent) => {
      if (key === "Escape" && location.hash !== "") select(undefined);
    };
    addEventListener("keydown", leave);
    return () => removeEventListener("keydown", leave);
  }, []);
  return (
    <div class={type ? "map with-details" : "map"}>
      <div class="map-intro">
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
      </div>
      <TypeList types={map.types} selection={selection} />
      <MapPicture picture={map.picture} selected={type?.name} />
      {type ? <TypeDetails type={type} types={types} selection={selection} onClose={() => select(undefined)} /> : null}
    </div>
  );
}

renderPage({
  name: "schema-map",
  title: { nl: "Kaart van de graaf", en: "Map of the graph" },
  main: SchemaMap,
  fills: true,
  session: false,
});

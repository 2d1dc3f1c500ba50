import { dictionary } from "./language.js";

const footer = dictionary(
  {
    reads: "De gateway leest; de systemen van de instanties schrijven.",
    logged: "Elke raadpleging van een persoon wordt bijgehouden, met finaliteit en rechtsgrond.",
    licence: "Broncode onder EUPL 1.2",
  },
  {
    reads: "The gateway reads; the agencies' own systems write.",
    logged: "Every look at a person is kept, with its purpose and its legal ground.",
    licence: "Source code under EUPL 1.2",
  },
);

export function Footer() {
  const words = footer.useWords();
  return (
    <footer class="footer">
      <p>
        {words.reads} {words.logged}
      </p>
      <p>{words.licence}</p>
    </footer>
  );
}

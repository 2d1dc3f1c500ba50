import { NAMESPACE_TOELATING } from "./diensten/geef-toelating-ama.js";

/** The WSDL of the service of our own, at the address where it is served. */
export function wsdlOf(address: string): string {
  const t = (name: string, type = "xsd:string", more = "") => `<xsd:element name="${name}" type="${type}"${more}/>`;
  const optional = ' minOccurs="0"';
  const sequence = (name: string, ...elements: string[]) =>
    `<xsd:complexType name="${name}"><xsd:sequence>${elements.join("")}</xsd:sequence></xsd:complexType>`;
  const types = [
    sequence("CodeType", t("Code"), t("Omschrijving", "xsd:string", optional)),
    sequence("TijdstipType", t("Datum", "xsd:date"), t("Tijd")),
    sequence("PeriodeType", t("Begin", "xsd:date"), t("Einde", "xsd:date", optional)),
    sequence(
      "PartijType",
      t("Identificatie"),
      t("Naam", "xsd:string", optional),
      t("Referte"),
      t("Hoedanigheid", "xsd:string", optional),
      t("Gebruiker", "xsd:string", optional),
    ),
    sequence(
      "BerichtType",
      t("Type"),
      t("Tijdstip", "tns:TijdstipType"),
      t("Afzender", "tns:PartijType"),
      t("Ontvanger", "tns:PartijType", optional),
    ),
    sequence("ContextType", t("Naam"), t("Versie"), t("Bericht", "tns:BerichtType")),
    sequence("CriteriaType", t("INSZ")),
    sequence("VraagInhoudType", t("Criteria", "tns:CriteriaType")),
    sequence("VraagType", t("Referte"), t("Inhoud", "tns:VraagInhoudType")),
    sequence("VragenType", t("Vraag", "tns:VraagType", ' maxOccurs="5"')),
    sequence("VerzoekType", t("Context", "tns:ContextType"), t("Vragen", "tns:VragenType")),
    sequence("AnnotatieType", t("Naam"), t("Waarde")),
    sequence("AnnotatiesType", t("Annotatie", "tns:AnnotatieType", ' maxOccurs="unbounded"')),
    sequence(
      "UitzonderingType",
      t("Identificatie"),
      t("Oorsprong"),
      t("Type"),
      t("Tijdstip", "tns:TijdstipType", optional),
      t("Diagnose"),
      t("Omstandigheid", "xsd:string", optional),
      t("Annotaties", "tns:AnnotatiesType", optional),
    ),
    sequence("UitzonderingenType", t("Uitzondering", "tns:UitzonderingType", ' maxOccurs="unbounded"')),
    sequence("BeslisserType", t("Ondernemingsnummer")),
    sequence(
      "ToelatingType",
      t("Identificatie"),
      t("Statuut", "tns:CodeType"),
      t("Status", "tns:CodeType"),
      t("Beslisser", "tns:BeslisserType", optional),
      t("DatumAanvraag", "xsd:date"),
      t("DatumBeslissing", "xsd:date", optional),
      t("Periode", "tns:PeriodeType", optional),
      t("DatumHerroeping", "xsd:date", optional),
      t("Werkpost", "xsd:string", optional),
      t("Bewijsstuk", "tns:CodeType", optional),
    ),
    sequence("ToelatingenType", t("Toelating", "tns:ToelatingType", ' maxOccurs="unbounded"')),
    sequence("AntwoordInhoudType", t("Toelatingen", "tns:ToelatingenType")),
    sequence(
      "AntwoordType",
      t("Referte"),
      t("Inhoud", "tns:AntwoordInhoudType", optional),
      t("Uitzonderingen", "tns:UitzonderingenType", optional),
    ),
    sequence("AntwoordenType", t("Antwoord", "tns:AntwoordType", ' maxOccurs="5"')),
    sequence(
      "RepliekType",
      t("Context", "tns:ContextType"),
      t("Antwoorden", "tns:AntwoordenType", optional),
      t("Uitzonderingen", "tns:UitzonderingenType", optional),
    ),
  ];
  const message = (name: string, child: string) =>
    `<xsd:element name="${name}"><xsd:complexType><xsd:sequence>${child}</xsd:sequence></xsd:complexType></xsd:element>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions name="GeefToelatingAMA" targetNamespace="${NAMESPACE_TOELATING}" xmlns="http://schemas.xmlsoap.org/wsdl/"
  xmlns:tns="${NAMESPACE_TOELATING}" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<types><xsd:schema targetNamespace="${NAMESPACE_TOELATING}" elementFormDefault="unqualified">
${[...types, message("GeefToelatingAMA", t("Verzoek", "tns:VerzoekType")), message("GeefToelatingAMAResponse", t("Repliek", "tns:RepliekType"))].join("\n")}
</xsd:schema></types>
<message name="Vraag"><part name="parameters" element="tns:GeefToelatingAMA"/></message>
<message name="Antwoord"><part name="parameters" element="tns:GeefToelatingAMAResponse"/></message>
<portType name="GeefToelatingAMAPoort"><operation name="GeefToelatingAMA"><input message="tns:Vraag"/><output message="tns:Antwoord"/></operation></portType>
<binding name="GeefToelatingAMABinding" type="tns:GeefToelatingAMAPoort"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
<operation name="GeefToelatingAMA"><soap:operation soapAction=""/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>
<service name="GeefToelatingAMADienst"><port name="GeefToelatingAMAPoort" binding="tns:GeefToelatingAMABinding"><soap:address location="${address}"/></port></service>
</definitions>
`;
}

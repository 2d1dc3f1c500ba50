import type { Municipality } from "./world.js";

/** REFNIS code of Hasselt since its fusion with Kortessem on 1 January 2025. */
export const HASSELT = "71072";

/** Every Flemish municipality after the fusions of 2025: REFNIS code, a postcode, name. */
const BY_PROVINCE: Record<Municipality["province"], string> = {
  Antwerpen: `
    11001 2630 Aartselaar; 11002 2000 Antwerpen; 11004 2530 Boechout; 11005 2850 Boom; 11008 2930 Brasschaat;
    11009 2960 Brecht; 11013 2650 Edegem; 11016 2910 Essen; 11018 2620 Hemiksem; 11021 2540 Hove;
    11022 2920 Kalmthout; 11023 2950 Kapellen; 11024 2550 Kontich; 11025 2547 Lint; 11029 2640 Mortsel;
    11030 2845 Niel; 11035 2520 Ranst; 11037 2840 Rumst; 11038 2627 Schelle; 11039 2970 Schilde;
    11040 2900 Schoten; 11044 2940 Stabroek; 11050 2110 Wijnegem; 11052 2160 Wommelgem; 11053 2990 Wuustwezel;
    11054 2240 Zandhoven; 11055 2980 Zoersel; 11057 2390 Malle; 12002 2590 Berlaar; 12005 2820 Bonheiden;
    12007 2880 Bornem; 12009 2570 Duffel; 12014 2220 Heist-op-den-Berg; 12021 2500 Lier; 12025 2800 Mechelen;
    12026 2560 Nijlen; 12029 2580 Putte; 12035 2860 Sint-Katelijne-Waver; 12040 2830 Willebroek;
    12041 2870 Puurs-Sint-Amands; 13001 2370 Arendonk; 13002 2387 Baarle-Hertog; 13003 2490 Balen;
    13004 2340 Beerse; 13006 2480 Dessel; 13008 2440 Geel; 13010 2280 Grobbendonk; 13011 2200 Herentals;
    13012 2270 Herenthout; 13013 2230 Herselt; 13014 2320 Hoogstraten; 13016 2235 Hulshout; 13017 2460 Kasterlee;
    13019 2275 Lille; 13021 2450 Meerhout; 13023 2330 Merksplas; 13025 2400 Mol; 13029 2250 Olen;
    13031 2360 Oud-Turnhout; 13035 2380 Ravels; 13036 2470 Retie; 13037 2310 Rijkevorsel; 13040 2300 Turnhout;
    13044 2290 Vorselaar; 13046 2350 Vosselaar; 13049 2260 Westerlo; 13053 2430 Laakdal`,
  Limburg: `
    71002 3665 As; 71004 3580 Beringen; 71011 3590 Diepenbeek; 71016 3600 Genk; 71017 3890 Gingelom;
    71020 3545 Halen; ${HASSELT} 3500 Hasselt; 71024 3540 Herk-de-Stad; 71034 3970 Leopoldsburg; 71037 3560 Lummen;
    71045 3850 Nieuwerkerken; 71053 3800 Sint-Truiden; 71066 3520 Zonhoven; 71067 3690 Zutendaal;
    71070 3550 Heusden-Zolder; 71071 3980 Tessenderlo-Ham; 72003 3950 Bocholt; 72004 3960 Bree; 72018 3640 Kinrooi;
    72020 3920 Lommel; 72021 3680 Maaseik; 72030 3990 Peer; 72037 3930 Hamont-Achel; 72038 3940 Hechtel-Eksel;
    72039 3530 Houthalen-Helchteren; 72041 3650 Dilsen-Stokkem; 72042 3660 Oudsbergen; 72043 3900 Pelt;
    73001 3570 Alken; 73022 3870 Heers; 73028 3717 Herstappe; 73042 3620 Lanaken; 73066 3770 Riemst;
    73098 3830 Wellen; 73107 3630 Maasmechelen; 73109 3798 Voeren; 73110 3740 Bilzen-Hoeselt;
    73111 3700 Tongeren-Borgloon`,
  "Oost-Vlaanderen": `
    41002 9300 Aalst; 41011 9470 Denderleeuw; 41018 9500 Geraardsbergen; 41024 9450 Haaltert; 41027 9550 Herzele;
    41034 9340 Lede; 41048 9400 Ninove; 41063 9520 Sint-Lievens-Houtem; 41081 9620 Zottegem; 41082 9420 Erpe-Mere;
    42003 9290 Berlare; 42004 9255 Buggenhout; 42006 9200 Dendermonde; 42008 9220 Hamme; 42010 9270 Laarne;
    42011 9280 Lebbeke; 42023 9250 Waasmunster; 42025 9230 Wetteren; 42026 9260 Wichelen; 42028 9240 Zele;
    43002 9960 Assenede; 43005 9900 Eeklo; 43007 9970 Kaprijke; 43010 9990 Maldegem; 43014 9980 Sint-Laureins;
    43018 9060 Zelzate; 44013 9070 Destelbergen; 44019 9940 Evergem; 44020 9890 Gavere; 44021 9000 Gent;
    44052 9860 Oosterzele; 44064 9830 Sint-Martens-Latem; 44081 9870 Zulte; 44083 9800 Deinze; 44084 9880 Aalter;
    44085 9930 Lievegem; 44086 9810 Nazareth-De Pinte; 44087 9080 Lochristi; 44088 9820 Merelbeke-Melle;
    45035 9700 Oudenaarde; 45041 9600 Ronse; 45059 9660 Brakel; 45060 9690 Kluisbergen; 45061 9790 Wortegem-Petegem;
    45062 9667 Horebeke; 45063 9570 Lierde; 45064 9680 Maarkedal; 45065 9630 Zwalm; 45068 9770 Kruisem;
    46020 9170 Sint-Gillis-Waas; 46021 9100 Sint-Niklaas; 46024 9190 Stekene; 46025 9140 Temse; 46029 9160 Lokeren;
    46030 9120 Beveren-Kruibeke-Zwijndrecht`,
  "Vlaams-Brabant": `
    23002 1730 Asse; 23003 1650 Beersel; 23009 1547 Bever; 23016 1700 Dilbeek; 23025 1850 Grimbergen;
    23027 1500 Halle; 23033 1560 Hoeilaart; 23038 1910 Kampenhout; 23039 1880 Kapelle-op-den-Bos;
    23044 1770 Liedekerke; 23045 1840 Londerzeel; 23047 1830 Machelen; 23050 1860 Meise; 23052 1785 Merchtem;
    23060 1745 Opwijk; 23062 3090 Overijse; 23064 1670 Pepingen; 23077 1600 Sint-Pieters-Leeuw;
    23081 1820 Steenokkerzeel; 23086 1740 Ternat; 23088 1800 Vilvoorde; 23094 1930 Zaventem; 23096 1980 Zemst;
    23097 1760 Roosdaal; 23098 1620 Drogenbos; 23099 1950 Kraainem; 23100 1630 Linkebeek;
    23101 1640 Sint-Genesius-Rode; 23102 1780 Wemmel; 23103 1970 Wezembeek-Oppem; 23104 1750 Lennik;
    23105 1790 Affligem; 23106 1755 Pajottegem; 24001 3200 Aarschot; 24007 3130 Begijnendijk; 24008 3460 Bekkevoort;
    24009 3060 Bertem; 24011 3360 Bierbeek; 24014 3190 Boortmeerbeek; 24016 3370 Boutersem; 24020 3290 Diest;
    24028 3450 Geetbets; 24033 3150 Haacht; 24038 3020 Herent; 24041 3320 Hoegaarden; 24043 3220 Holsbeek;
    24045 3040 Huldenberg; 24048 3140 Keerbergen; 24054 3470 Kortenaken; 24055 3070 Kortenberg; 24059 3400 Landen;
    24062 3000 Leuven; 24066 3210 Lubbeek; 24086 3050 Oud-Heverlee; 24094 3110 Rotselaar; 24104 3080 Tervuren;
    24107 3300 Tienen; 24109 3120 Tremelo; 24130 3440 Zoutleeuw; 24133 3350 Linter; 24134 3270 Scherpenheuvel-Zichem;
    24135 3390 Tielt-Winge; 24137 3380 Glabbeek`,
  "West-Vlaanderen": `
    31003 8730 Beernem; 31004 8370 Blankenberge; 31005 8000 Brugge; 31006 8340 Damme; 31012 8490 Jabbeke;
    31022 8020 Oostkamp; 31033 8820 Torhout; 31040 8210 Zedelgem; 31042 8377 Zuienkerke; 31043 8300 Knokke-Heist;
    32003 8600 Diksmuide; 32006 8650 Houthulst; 32010 8680 Koekelare; 32011 8610 Kortemark; 32030 8647 Lo-Reninge;
    33011 8900 Ieper; 33016 8957 Mesen; 33021 8970 Poperinge; 33029 8940 Wervik; 33037 8980 Zonnebeke;
    33039 8950 Heuvelland; 33040 8920 Langemark-Poelkapelle; 33041 8640 Vleteren; 34002 8570 Anzegem;
    34003 8580 Avelgem; 34009 8540 Deerlijk; 34013 8530 Harelbeke; 34022 8500 Kortrijk; 34023 8520 Kuurne;
    34025 8860 Lendelede; 34027 8930 Menen; 34040 8790 Waregem; 34041 8560 Wevelgem; 34042 8550 Zwevegem;
    34043 8587 Spiere-Helkijn; 35002 8450 Bredene; 35005 8470 Gistel; 35006 8480 Ichtegem; 35011 8430 Middelkerke;
    35013 8400 Oostende; 35014 8460 Oudenburg; 35029 8420 De Haan; 36006 8830 Hooglede; 36007 8770 Ingelmunster;
    36008 8870 Izegem; 36010 8880 Ledegem; 36011 8810 Lichtervelde; 36012 8890 Moorslede; 36015 8800 Roeselare;
    36019 8840 Staden; 37002 8720 Dentergem; 37010 8780 Oostrozebeke; 37011 8740 Pittem; 37017 8710 Wielsbeke;
    37020 8850 Ardooie; 37021 8750 Wingene; 37022 8700 Tielt; 38002 8690 Alveringem; 38008 8660 De Panne;
    38014 8670 Koksijde; 38016 8620 Nieuwpoort; 38025 8630 Veurne`,
};

export const MUNICIPALITIES: readonly Municipality[] = Object.entries(BY_PROVINCE).flatMap(([province, rows]) =>
  rows.split(";").map((row) => {
    const [, nis = "", postcode = "", name = ""] = /^\s*(\d{5}) (\d{4}) (.+)$/.exec(row) ?? [];
    return { nis, name, postcode, province: province as Municipality["province"] };
  }),
);

/** Thousands of inhabitants of the larger and the tiniest ones, rounded; the others count as 16. */
const INHABITANTS: Record<string, number> = {
  "73028": 0.1, "33016": 1, "11002": 560, "44021": 270, "31005": 120, "24062": 103, "41002": 90, "12025": 88, "46021": 82, "34022": 80,
  [HASSELT]: 84, "35013": 72, "71016": 67, "36015": 65, "46030": 84, "13040": 47, "42006": 47, "71004": 48,
  "71053": 42, "34040": 39, "23088": 47, "13008": 42, "13025": 38, "12021": 38, "12014": 43, "73111": 43,
  "73107": 40, "33011": 35, "34027": 34, "24107": 36, "41048": 40, "41018": 35, "46029": 48, "44083": 46,
  "45035": 32, "23027": 42, "24001": 31, "72020": 35, "11008": 39, "11040": 35, "46025": 31, "73110": 43,
}; // prettier-ignore

const DEFAULT_INHABITANTS = 16;

/** Weight of each municipality when somebody has to live or work somewhere, in thousands of inhabitants. */
export function inhabitantsOf(nis: string): number {
  return INHABITANTS[nis] ?? DEFAULT_INHABITANTS;
}

import type { Random } from "./random.js";

interface NamePool {
  women: readonly string[];
  men: readonly string[];
  last: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s*,\s*/);

const FLEMISH: NamePool = {
  women: words(`An, Anja, Annelies, Astrid, Birgit, Carine, Christel, Daisy, Elke, Els, Eline, Evi, Fien, Femke, Greet,
    Griet, Hannelore, Hanne, Heidi, Ilse, Ingrid, Inge, Jana, Joke, Jolien, Karen, Katrien, Kelly, Kim, Kirsten, Kristel,
    Leen, Lies, Liesbeth, Linda, Lotte, Lien, Maaike, Marijke, Martine, Mieke, Nathalie, Nele, Nancy, Nicole, Petra,
    Rita, Ria, Sabine, Sandra, Sarah, Sigrid, Silke, Sofie, Stefanie, Tine, Tinneke, Veerle, Vicky, Wendy, Yasmine`),
  men: words(`Arne, Bart, Benny, Bert, Bram, Brecht, Carl, Christophe, Danny, David, Davy, Dieter, Dirk, Dries, Eddy, Erik,
    Filip, Frank, Frederik, Geert, Gert, Glenn, Guy, Hans, Herman, Jan, Jef, Jelle, Jeroen, Johan, Joris, Jonas, Jurgen,
    Karel, Kevin, Koen, Kristof, Kurt, Lander, Lode, Luc, Marc, Maarten, Michiel, Mario, Nico, Niels, Patrick, Peter,
    Pieter, Raf, Rik, Ruben, Rudy, Sam, Stefaan, Steven, Stijn, Sven, Thomas, Tim, Tom, Wim, Wout, Yves`),
  last: words(`Aerts, Baert, Beckers, Bogaert, Bosmans, Braem, Callens, Ceulemans, Claes, Claeys, Coppens, Cornelis, Cools,
    Daems, De Backer, De Bock, De Clercq, De Cock, De Graeve, De Meyer, De Pauw, De Ridder, De Smet, De Vos, De Wilde,
    Declercq, Decock, Desmet, Devos, Dierckx, Driesen, Engelen, Geerts, Goossens, Govaerts, Hendrickx, Hermans,
    Huybrechts, Jacobs, Jans, Janssen, Janssens, Jorissen, Lambrechts, Lauwers, Lemmens, Lenaerts, Loos, Luyten, Maes,
    Martens, Mertens, Michiels, Moons, Moens, Nijs, Nuyts, Peeters, Pauwels, Put, Raes, Rombouts, Reynders, Schepers,
    Segers, Smets, Smeets, Stevens, Swinnen, Theunis, Thijs, Thys, Timmermans, Van Acker, Van Damme, Van den Bossche,
    Van den Broeck, Van Dyck, Van Hecke, Van Hoof, Van Looy, Vandenberghe, Vandevelde, Verbeke, Verbruggen, Vercammen,
    Verhaeghe, Verhoeven, Verlinden, Vermeersch, Vermeulen, Verstraete, Wauters, Willems, Wouters, Wuyts`),
};

const POOLS: readonly (readonly [NamePool, number])[] = [
  [FLEMISH, 74],
  [
    {
      women: words(
        `Amina, Asma, Fatima, Hanane, Houda, Ikram, Imane, Karima, Khadija, Latifa, Malika, Naima, Nora, Salma`,
      ),
      men: words(
        `Abdel, Adil, Ahmed, Bilal, Driss, Hamza, Hassan, Ilias, Karim, Mohamed, Mustapha, Nabil, Rachid, Youssef`,
      ),
      last: words(`Aarab, Ait Ali, Amrani, Azzouzi, Belkacem, Ben Haddou, Bouali, Boukhari, Chaouch, El Amrani, El Haddad,
        El Idrissi, El Khattabi, El Morabit, Haddouchi, Lahlou, Ouali, Zerouali`),
    },
    7,
  ],
  [
    {
      women: words(`Ayse, Aylin, Derya, Ebru, Elif, Emine, Esra, Fadime, Gül, Hatice, Meryem, Nurcan, Selma, Zeynep`),
      men: words(`Ahmet, Ali, Cem, Emre, Erkan, Hakan, Hasan, Ibrahim, Kemal, Mehmet, Murat, Mustafa, Osman, Yusuf`),
      last: words(
        `Acar, Arslan, Aydin, Celik, Demir, Dogan, Erdogan, Kaya, Koc, Ozturk, Polat, Sahin, Yildirim, Yilmaz`,
      ),
    },
    6,
  ],
  [
    {
      women: words(
        `Agnieszka, Ana, Daniela, Elena, Iryna, Katarzyna, Ludmila, Magdalena, Mariana, Oksana, Svetlana, Violeta`,
      ),
      men: words(`Andrei, Bogdan, Dmytro, Florin, Georgi, Ivan, Krzysztof, Marek, Mihai, Oleg, Petar, Tomasz, Viktor`),
      last: words(
        `Dimitrova, Ionescu, Ivanov, Kowalczyk, Kravets, Marinov, Melnyk, Nowak, Petrov, Popa, Radu, Stan, Wojcik`,
      ),
    },
    5,
  ],
  [
    {
      women: words(`Aïssatou, Beatrice, Chantal, Espérance, Fatou, Grace, Josephine, Mariama, Odette, Patience, Selam`),
      men: words(`Abdoulaye, Blaise, Cedric, Emmanuel, Ibrahima, Jean-Pierre, Kofi, Mamadou, Patrice, Samuel, Tesfay`),
      last: words(
        `Bah, Barry, Diallo, Habimana, Ilunga, Kabongo, Mensah, Mukendi, Ndiaye, Nkosi, Osei, Tekle, Uwimana`,
      ),
    },
    4,
  ],
  [
    {
      women: words(`Amal, Farida, Hala, Layla, Maryam, Nasrin, Parwana, Rana, Shirin, Zahra`),
      men: words(`Abdullah, Farhad, Hamid, Jawad, Khaled, Mahmoud, Najib, Omar, Reza, Samir, Zabi`),
      last: words(`Ahmadi, Al-Hassan, Alizada, Amiri, Darwish, Haidari, Karimi, Khalil, Mansour, Noori, Rahimi, Sayed`),
    },
    4,
  ],
];

/** A believable first and last name. */
export function nameOf(random: Random, sex: "F" | "M"): { firstName: string; lastName: string } {
  const pool = random.weighted(POOLS);
  return { firstName: random.pick(sex === "F" ? pool.women : pool.men), lastName: random.pick(pool.last) };
}

/** Invented trade names of social enterprises, without their legal form. */
export const ENTERPRISE_NAMES: readonly string[] = words(`De Wending, Het Roer, De Draaischijf, Opstap, De Werkbank,
  Het Vliegwiel, De Brugwachter, Stroomop, De Kettingdraad, Handen Uit De Mouw, De Springplank, Het Kompas, De Houtkrul,
  't Atelier, De Ankerplaats, Wijzerzin, De Schakelaar, Het Spinnewiel, De Zandloper, Ommekeer, De Bijenkorf, Het Tandrad,
  De Duikplank, Werkvloer, De Lijnbaan, 't Weverke, De Stelling, Spoorslag, De Steiger, Het Getouw, De Vuurslag, Groeibord,
  De Waterput, Het Zaaigoed, De Kruiwagen, 't Smidsvuur, De Drijfriem, Het Schrijn, De Passer, Werkwinkel Noord`);

/** Invented names of partners that guide beside a social enterprise. */
export const PARTNER_NAMES: readonly string[] =
  words(`De Opstoot, Het Web, De Overstap, AC De Linde, AC Het Pad, Wegwijs,
  vzw De Hoeve, vzw Samenstroom, De Sleutelbos, AC Kameleon, vzw Het Huis, De Wijkwerf, AC De Vlinder, vzw Thuishaven,
  De Klaproos, AC Oever, vzw De Ring, Het Open Raam, vzw Tandem, AC Ploegmaat, De Stapsteen, vzw Kantel, AC Het Veld,
  vzw De Halte, De Regenboogschuur, AC Meander, vzw Buurtlicht, De Zonnewijzer, AC De Ster, vzw Werkhart`);

/** What people do at a workplace, by the name of the workplace. */
export const WORKPLACES: readonly (readonly [string, string])[] = [
  ["Fietspunt", "Fietsen herstellen en stallen"],
  ["Kringloopwinkel", "Goederen sorteren en verkopen"],
  ["Groenploeg", "Perken en paden onderhouden"],
  ["Atelier", "Verpakken en monteren"],
  ["Sociaal restaurant", "Koken en bedienen"],
  ["Naaiatelier", "Textiel herstellen"],
  ["Houtatelier", "Meubels opknappen"],
  ["Sociale kruidenier", "Rekken vullen en kassa"],
  ["Moestuin", "Groenten telen"],
  ["Wasserij", "Wassen en strijken"],
  ["Elektro-atelier", "Toestellen testen en ontmantelen"],
  ["Boerderij", "Dieren verzorgen"],
  ["Drukkerij", "Afwerken en kopiëren"],
  ["Poetsploeg", "Lokalen onderhouden"],
];

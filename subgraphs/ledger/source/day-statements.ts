/*
 * Statements about days, of which a participant has one a day: whatever the number of agreements, of partnerships, and of
 * national numbers that were replaced. Days are strings of 92 bits, one for each day of a quarter, so that the days of two lines
 * are compared at once, and not one by one.
 */

const NO_DAYS = "B'0'::bit(92)";
/** Bits from one day of the quarter to another, both in it. */
function bitsFrom(first: string, last: string, quarterBegin: string): string {
  return `((~${NO_DAYS}) << (91 - (${last} - ${first}))) >> (${first} - ${quarterBegin})`;
}

const QUARTER_BEGIN = "make_date(o.jaar, 3 * o.kwartaal - 2, 1)";
const QUARTER_END = "(make_date(o.jaar, 3 * o.kwartaal - 2, 1) + interval '3 months - 1 day')::date";
const acceptedOn = (statement: string) => `(${statement}.aanvaard_op at time zone 'Europe/Brussels')::date`;

/** Whether a statement was in force at the end of a day; now where there is no day. */
function inForce(statement: string, day: string): string {
  return `case when ${day} is null then ${statement}.status = 'AANVAARD'
    else ${acceptedOn(statement)} <= ${day} and not exists (
      select from dwse.kwartaaloverzicht later where later.samenwerkingsverband_id = ${statement}.samenwerkingsverband_id
        and later.jaar = ${statement}.jaar and later.kwartaal = ${statement}.kwartaal and later.versie > ${statement}.versie
        and ${acceptedOn("later")} <= ${day}) end`;
}

/** What one line of accepted days counts; an impossible one counts nothing, and is told. Line `d`, quarter from `van` to `tot`. */
const LINE = (begin: string) => `
  d.insz, d.overeenkomst, d.begonnen_op, d.dagen_aanwezig, d.dagen_begeleid,
  d.aanwezig::bit(92) as aanwezig,
  case when d.begeleid_van is not null then ${bitsFrom("d.begeleid_van", "d.begeleid_tot", begin)} end as begeleid`;

/**
 * The statements asked for: $1 partnership ids, $2 years, $3 versions of a settlement, key by key; version 0 is what is
 * accepted now. $4 a lead. A settlement stands on the statements that the ledger names; where it names none, on those in force
 * on its day.
 */
const STATEMENTS_OF_YEARS = `
  overzicht as (
    select sleutel.id || '/' || sleutel.jaar || '/' || sleutel.afrekening as sleutel, sleutel.afrekening, afrekening.vastgesteld_op as peil,
      o.id as overzicht, sleutel.id, o.jaar, o.kwartaal, o.versie, ${acceptedOn("o")} as aanvaard_op,
      ${QUARTER_BEGIN} as van, ${QUARTER_END} as tot
    from unnest($1::text[], $2::int[], $3::int[]) as sleutel(id, jaar, afrekening)
    join dwse.samenwerkingsverband verband on verband.id = sleutel.id and ($4::bpchar is null or verband.penhouder = $4)
    left join dwse.afrekening on afrekening.samenwerkingsverband_id = sleutel.id and afrekening.jaar = sleutel.jaar
      and afrekening.versie = sleutel.afrekening
    join dwse.kwartaaloverzicht o on o.samenwerkingsverband_id = sleutel.id and o.jaar = sleutel.jaar
    left join lateral (
      select true as gekend, bool_or(steun.kwartaaloverzicht_id = o.id) as steunt from dwse.afrekening_overzicht steun
      where steun.samenwerkingsverband_id = sleutel.id and steun.jaar = sleutel.jaar and steun.versie = sleutel.afrekening
      having count(*) > 0) steun on true
    where case when steun.gekend then steun.steunt else ${inForce("o", "afrekening.vastgesteld_op")} end),
  regel as (
    select row_number() over () as nr, overzicht.*, ${LINE("overzicht.van")}
    from overzicht join dwse.aanvaarde_dagen d on d.kwartaaloverzicht_id = overzicht.overzicht)`;

/** Who goes first where two partnerships report a day. @param laterFirst parameter: whether the agreement that began later does */
const rank = (line: string, partnership: string, laterFirst: string) => `
  (coalesce(case when ${laterFirst}::boolean then date '2000-01-01' - ${line}.begonnen_op else ${line}.begonnen_op - date '2000-01-01' end, 100000),
    ${partnership} collate "C")`;

/**
 * Of lines of accepted days (`regel`): which days other partnerships report too, and which of them another one is paid for.
 * A number leads to all that took its place, or whose place it took.
 */
const onceADay = (laterFirst: string) => `
  nummer(kern, insz) as (
    select distinct insz, insz from regel
    union
    select nummer.kern, case when v.oud = nummer.insz then v.nieuw else v.oud end
    from nummer join dwse.inszvervanging v on v.oud = nummer.insz or v.nieuw = nummer.insz),
  persoon as (
    select kern, coalesce(
      min(insz) filter (where not exists (select from dwse.inszvervanging v where v.oud = nummer.insz)), min(insz)) as insz
    from nummer group by kern),
  ander as (
    select nr, bit_or(aanwezig) as aanwezig, bit_or(begeleid) as begeleid, bit_or(aanwezig) filter (where gaat_voor) as aanwezig_voor,
      bit_or(begeleid) filter (where gaat_voor) as begeleid_voor, string_agg(distinct id, ' ') as verbanden
    from (
      select regel.nr, o.samenwerkingsverband_id as id, ${rank("d", "o.samenwerkingsverband_id", laterFirst)} < ${rank("regel", "regel.id", laterFirst)} as gaat_voor,
        coalesce(d.aanwezig::bit(92), ${NO_DAYS}) as aanwezig,
        coalesce(case when d.begeleid_van is not null then ${bitsFrom("d.begeleid_van", "d.begeleid_tot", "regel.van")} end, ${NO_DAYS}) as begeleid
      from regel join nummer on nummer.kern = regel.insz
      join dwse.aanvaarde_dagen d on d.insz = nummer.insz
      join dwse.kwartaaloverzicht o on o.id = d.kwartaaloverzicht_id and o.jaar = regel.jaar and o.kwartaal = regel.kwartaal
        and o.samenwerkingsverband_id <> regel.id
      where ${inForce("o", "regel.peil")}) elders
    group by nr),
  dag as (
    select regel.sleutel, regel.overzicht, persoon.insz as persoon, regel.jaar, regel.kwartaal, regel.van,
      coalesce(bit_or(regel.aanwezig), ${NO_DAYS}) as aanwezig,
      coalesce(bit_or(regel.begeleid), ${NO_DAYS}) as begeleid,
      coalesce(bit_or(regel.aanwezig & ~coalesce(ander.aanwezig_voor, ${NO_DAYS})), ${NO_DAYS}) as aanwezig_betaald,
      coalesce(bit_or(regel.begeleid & ~coalesce(ander.begeleid_voor, ${NO_DAYS})), ${NO_DAYS}) as begeleid_betaald,
      coalesce(bit_or(regel.aanwezig & ander.aanwezig), ${NO_DAYS}) as aanwezig_gedeeld,
      coalesce(bit_or(regel.begeleid & ander.begeleid), ${NO_DAYS}) as begeleid_gedeeld,
      string_agg(ander.verbanden, ' ') as verbanden,
      coalesce(sum(regel.dagen_aanwezig) filter (where regel.aanwezig is null), 0)::int as aanwezig_ongedateerd,
      coalesce(sum(regel.dagen_begeleid) filter (where regel.begeleid is null), 0)::int as begeleid_ongedateerd,
      (count(*) filter (where greatest(regel.dagen_aanwezig, regel.dagen_begeleid) > 92
        or least(regel.dagen_aanwezig, regel.dagen_begeleid) < 0))::int as onmogelijk,
      (count(*) filter (where regel.overeenkomst !~ '^BO-[0-9]{7}$'))::int as onleesbaar
    from regel join persoon on persoon.kern = regel.insz left join ander on ander.nr = regel.nr
    group by 1, 2, 3, 4, 5, 6)`;

/** Sums over the days of the persons of a group, and of those at one unit amount `e`. */
const SUMS = `
  coalesce(sum(bit_count(dag.aanwezig) + dag.aanwezig_ongedateerd), 0)::int as aanwezig,
  coalesce(sum(bit_count(dag.begeleid) + dag.begeleid_ongedateerd), 0)::int as begeleid,
  coalesce(sum(bit_count(dag.aanwezig_betaald) + dag.aanwezig_ongedateerd), 0)::int as aanwezig_betaald,
  coalesce(sum(bit_count(dag.begeleid_betaald) + dag.begeleid_ongedateerd), 0)::int as begeleid_betaald,
  coalesce(sum(bit_count(dag.aanwezig_betaald & e.masker)), 0)::int as aanwezig_eenheid,
  coalesce(sum(bit_count(dag.begeleid_betaald & e.masker)), 0)::int as begeleid_eenheid,
  coalesce(sum(dag.onmogelijk), 0)::int as onmogelijk`;

/** The unit amounts of a quarter of `o` (`van`, `tot`), each with the bits of its days. */
const UNIT_AMOUNTS_OF = (quarter: string) => `
  left join lateral (
    select eenheidsbedrag.geldig_van as eenheid,
      ${bitsFrom(`greatest(eenheidsbedrag.geldig_van, ${quarter}.van)`, `least(eenheidsbedrag.geldig_tot, ${quarter}.tot)`, `${quarter}.van`)} as masker
    from dwse.eenheidsbedrag where eenheidsbedrag.geldig_van <= ${quarter}.tot and eenheidsbedrag.geldig_tot >= ${quarter}.van) e on true`;

/** $1 partnership ids, $2 years, $3 settlements, $4 a lead, $5 the order of rank. A row for each accepted statement and unit amount in its quarter. */
export const YEAR_DAYS = `
  with recursive ${STATEMENTS_OF_YEARS}, ${onceADay("$5")}
  select o.id, o.jaar::int, o.afrekening, o.kwartaal::int, o.versie::int, o.aanvaard_op, e.eenheid, ${SUMS}
  from overzicht o ${UNIT_AMOUNTS_OF("o")}
  left join dag on dag.sleutel = o.sleutel and dag.overzicht = o.overzicht
  group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 7`;

/** As YEAR_DAYS. A row for each participant and quarter with days that another partnership reports too. */
export const SHARED_DAYS = `
  with recursive ${STATEMENTS_OF_YEARS}, ${onceADay("$5")}
  select o.id, o.jaar::int, o.afrekening, dag.persoon as insz, dag.van,
    dag.aanwezig_gedeeld::text as aanwezig, dag.begeleid_gedeeld::text as begeleid,
    (dag.aanwezig_gedeeld & dag.aanwezig_betaald)::text as aanwezig_betaald,
    (dag.begeleid_gedeeld & dag.begeleid_betaald)::text as begeleid_betaald,
    dag.verbanden
  from dag join overzicht o on o.sleutel = dag.sleutel and o.overzicht = dag.overzicht
  where dag.aanwezig_gedeeld <> ${NO_DAYS} or dag.begeleid_gedeeld <> ${NO_DAYS}
  order by 1, 2, 3, dag.van, dag.persoon`;

/**
 * $1 national numbers, $2 a year, $3 a lead, $4 the order of rank. For each number its successor, or a row for each quarter
 * and unit amount in which the ledger has accepted days of that person, under whatever number.
 * @param filed the number's file, as FILED of statements.ts gives it
 */
export function personDays(filed: string): string {
  return `
  with recursive dossiers as (${filed}),
  gezocht(sleutel, insz) as (
    select gevraagd, dossier from dossiers where vervangen_door is null
    union
    select gezocht.sleutel, case when v.oud = gezocht.insz then v.nieuw else v.oud end
    from gezocht join dwse.inszvervanging v on v.oud = gezocht.insz or v.nieuw = gezocht.insz),
  regel as (
    select row_number() over () as nr, gezocht.sleutel, null::date as peil, o.id as overzicht, o.samenwerkingsverband_id as id, o.jaar,
      o.kwartaal, ${QUARTER_BEGIN} as van, ${QUARTER_END} as tot, ${LINE(QUARTER_BEGIN)}
    from gezocht join dwse.aanvaarde_dagen d on d.insz = gezocht.insz
    join dwse.kwartaaloverzicht o on o.id = d.kwartaaloverzicht_id and o.status = 'AANVAARD' and o.jaar = $2::int
    join dwse.samenwerkingsverband verband on verband.id = o.samenwerkingsverband_id
    where ($3::bpchar is null or verband.penhouder = $3)),
  ${onceADay("$4")},
  kwartaal as (
    select dag.sleutel, dag.jaar, dag.kwartaal, e.eenheid, ${SUMS}, sum(dag.onleesbaar)::int as onleesbaar
    from (select dag.*, (dag.van + interval '3 months - 1 day')::date as tot from dag) dag ${UNIT_AMOUNTS_OF("dag")}
    group by 1, 2, 3, 4)
  select dossiers.gevraagd, dossiers.vervangen_door, kwartaal.jaar::int, kwartaal.kwartaal::int, kwartaal.eenheid, kwartaal.aanwezig,
    kwartaal.begeleid, kwartaal.aanwezig_betaald, kwartaal.begeleid_betaald, kwartaal.aanwezig_eenheid, kwartaal.begeleid_eenheid,
    kwartaal.onmogelijk, kwartaal.onleesbaar
  from dossiers left join kwartaal on kwartaal.sleutel = dossiers.gevraagd
  order by 1, 3, 4, 5`;
}

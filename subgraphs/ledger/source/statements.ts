/*
 * What is asked of the department's ledger: one statement a kind of fact, for as many keys as there are. Where a lead is
 * named, only what concerns the partnerships that it leads by the ledger's own register; null is every partnership.
 */
import { personDays } from "./day-statements.js";

/**
 * $1 partnership ids, $2 years, pair by pair; $3 a lead. What the department decided on a year: grants and settlements. A pair
 * without a grant and without an accepted statement gives no row.
 */
export const FUNDING_YEARS = `
  select sleutel.id, sleutel.jaar, toekenning.lijst as toekenningen, coalesce(afrekening.lijst, '[]') as afrekeningen
  from unnest($1::text[], $2::int[]) as sleutel(id, jaar)
  join dwse.samenwerkingsverband verband on verband.id = sleutel.id and ($3::bpchar is null or verband.penhouder = $3)
  cross join lateral (
    select coalesce(json_agg(json_build_object('volgnummer', t.volgnummer, 'soort', t.soort, 'contingent', t.contingent::text,
      'geldig_van', t.geldig_van, 'geldig_tot', t.geldig_tot, 'toegekend_op', t.toegekend_op) order by t.volgnummer), '[]') as lijst
    from dwse.toekenning t where t.samenwerkingsverband_id = sleutel.id and t.jaar = sleutel.jaar) toekenning
  left join lateral (
    select json_agg(json_build_object('versie', a.versie, 'lezing', a.lezing, 'vastgesteld_op', a.vastgesteld_op, 'dagen', a.dagen,
      'contingent', a.contingent::text, 'eenheidsbedrag', a.eenheidsbedrag::text, 'subsidie', a.subsidie::text,
      'voorschotten', a.voorschotten::text, 'saldo', a.saldo::text, 'verdeelsleutel_versie', a.verdeelsleutel_versie,
      'overzichten', coalesce((
        select json_agg(json_build_object('jaar', o.jaar, 'kwartaal', o.kwartaal, 'versie', o.versie,
          'aanvaard_op', (o.aanvaard_op at time zone 'Europe/Brussels')::date) order by o.kwartaal)
        from dwse.afrekening_overzicht steun join dwse.kwartaaloverzicht o on o.id = steun.kwartaaloverzicht_id
        where steun.samenwerkingsverband_id = a.samenwerkingsverband_id and steun.jaar = a.jaar and steun.versie = a.versie), '[]'))
      order by a.versie) as lijst
    from dwse.afrekening a where a.samenwerkingsverband_id = sleutel.id and a.jaar = sleutel.jaar) afrekening on true
  where json_array_length(toekenning.lijst) > 0 or afrekening.lijst is not null or exists (
    select from dwse.kwartaaloverzicht o join dwse.aanvaarde_dagen d on d.kwartaaloverzicht_id = o.id
    where o.samenwerkingsverband_id = sleutel.id and o.jaar = sleutel.jaar and o.status = 'AANVAARD')`;

/** $1 partnership ids, $2 years, pair by pair; $3 a lead. */
export const RECOVERIES = `
  select sleutel.id, sleutel.jaar, t.bedrag, t.reden, t.afrekening_versie::int, t.opgelegd_op, t.betaald_op
  from unnest($1::text[], $2::int[]) as sleutel(id, jaar)
  join dwse.samenwerkingsverband verband on verband.id = sleutel.id and ($3::bpchar is null or verband.penhouder = $3)
  join dwse.terugvordering t on t.samenwerkingsverband_id = sleutel.id and t.jaar = sleutel.jaar
  order by t.opgelegd_op, t.id`;

/** $1 a year, $2 a lead. Partnerships with a grant or an accepted statement, in the order of their ids. */
export const FUNDED_PARTNERSHIPS = `
  select id from dwse.samenwerkingsverband verband
  where ($2::bpchar is null or verband.penhouder = $2) and (
    exists (select from dwse.toekenning t where t.samenwerkingsverband_id = verband.id and t.jaar = $1::int)
    or exists (select from dwse.kwartaaloverzicht o
      where o.samenwerkingsverband_id = verband.id and o.jaar = $1::int and o.status = 'AANVAARD'))
  order by id`;

/** $1 partnership ids, $2 a lead. Those of them that it leads. */
export const LED = `
  select id from dwse.samenwerkingsverband where id = any($1::text[]) and penhouder = $2::bpchar`;

/** $1 partnership ids, $2 years, pair by pair; $3 a lead. */
export const ADVANCES = `
  select sleutel.id, sleutel.jaar, v.bedrag, v.betaald_op, v.mededeling
  from unnest($1::text[], $2::int[]) as sleutel(id, jaar)
  join dwse.samenwerkingsverband verband on verband.id = sleutel.id and ($3::bpchar is null or verband.penhouder = $3)
  join dwse.voorschot v on v.samenwerkingsverband_id = sleutel.id and v.jaar = sleutel.jaar
  order by v.volgnummer`;

/**
 * $1 partnership ids, $2 years, $3 versions of a settlement, key by key; $4 a lead. The parts by the split key of the
 * settlement; version 0: by the newest one that holds in the year.
 */
export const SPLIT_PARTS = `
  select sleutel.id, sleutel.jaar, sleutel.afrekening, d.versie::int, d.ondernemingsnummer, d.delen
  from unnest($1::text[], $2::int[], $3::int[]) as sleutel(id, jaar, afrekening)
  join dwse.samenwerkingsverband verband on verband.id = sleutel.id and ($4::bpchar is null or verband.penhouder = $4)
  left join dwse.afrekening a on a.samenwerkingsverband_id = sleutel.id and a.jaar = sleutel.jaar and a.versie = sleutel.afrekening
  left join lateral (
    select v.versie from dwse.verdeelsleutel v where v.samenwerkingsverband_id = sleutel.id and v.vanaf_jaar <= sleutel.jaar
    order by v.vanaf_jaar desc, v.versie desc limit 1) geldig on true
  join dwse.deel d on d.samenwerkingsverband_id = sleutel.id
    and d.versie = case when a.versie is null then geldig.versie else a.verdeelsleutel_versie end
  order by d.ondernemingsnummer <> verband.penhouder, d.delen desc, d.ondernemingsnummer`;

export const UNIT_AMOUNTS = `
  select geldig_van, geldig_tot, bedrag, bron, bevestigd from dwse.eenheidsbedrag order by geldig_van`;

export const LEGACY_REGIMES = `
  select r.stelsel, r.titel, r.geldig_van, r.geldig_tot, r.werkplaatsen, r.vte_omkadering, r.vte_deelnemers,
    coalesce((
      select json_agg(json_build_object('naam', t.naam, 'van', t.van, 'tot', t.tot, 'partners', (
        select json_agg(json_build_object('naam', p.naam, 'rol', p.rol) order by p.volgorde)
        from dwse.doorstroomtraject_partner p where p.doorstroomtraject_id = t.id),
        'doelgroep', t.doelgroep, 'deelnemers', t.deelnemers, 'naar_sociale_economie', t.naar_sociale_economie,
        'naar_werkervaring', t.naar_werkervaring, 'naar_regulier', t.naar_regulier,
        'onderdelen', coalesce((select json_agg(a.onderdeel order by a.onderdeel)
          from dwse.activeringsbegeleiding a where a.doorstroomtraject_id = t.id), '[]')) order by t.van, t.naam)
      from dwse.doorstroomtraject t where t.stelsel = r.stelsel), '[]') as trajecten
  from dwse.oude_regeling r order by r.geldig_van nulls last, r.stelsel`;

/** $1 partnership ids. What each member that the ledger knows offered before AMA WSE. */
export const LEGACY_RECOGNITIONS = `
  with leden as (
    select id, penhouder as ondernemingsnummer from dwse.samenwerkingsverband where id = any($1::text[])
    union
    select samenwerkingsverband_id, ondernemingsnummer from dwse.deel where samenwerkingsverband_id = any($1::text[]))
  select leden.id, e.ondernemingsnummer, e.stelsel, e.van, e.tot, e.vte_deelnemers, e.vte_omkadering
  from leden join dwse.oude_erkenning e using (ondernemingsnummer) order by leden.id, e.van, e.stelsel, e.ondernemingsnummer`;

/**
 * $1 national numbers. Where the ledger files each: a number whose replacement was processed gives the successor and no
 * file; one that is not processed gives the file under the old number, whichever of the two was asked.
 */
const FILED = `
  select gevraagd.insz as gevraagd,
    case when als_oud.verwerkt_op is not null then als_oud.nieuw end as vervangen_door,
    coalesce(als_nieuw.oud, gevraagd.insz) as dossier,
    coalesce(als_nieuw.vervangen_op, als_oud.vervangen_op) as vervangen_op
  from unnest($1::bpchar[]) as gevraagd(insz)
  left join dwse.inszvervanging als_oud on als_oud.oud = gevraagd.insz
  left join dwse.inszvervanging als_nieuw on als_nieuw.nieuw = gevraagd.insz and als_nieuw.verwerkt_op is null`;

/** What personDays of day-statements.ts asks. */
export const PARTICIPANT_DAYS = personDays(FILED);

/** $1 national numbers. A row for each place before AMA WSE, or one without a place. */
export const LEGACY_PARTICIPATIONS = `
  with dossiers as (${FILED})
  select filed.gevraagd, filed.vervangen_door, d.ondernemingsnummer, d.stelsel, d.van, d.tot, d.vte
  from dossiers as filed left join dwse.oude_deelname d on d.insz = filed.dossier and filed.vervangen_door is null
  order by d.van, d.stelsel`;

/** $1 national numbers, $2 a lead. */
export const PARTICIPANT_FILES = `
  with dossiers as (${FILED})
  select filed.gevraagd, filed.vervangen_door, filed.vervangen_op,
    to_char(dossier.bijgewerkt_op at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as bijgewerkt_op
  from dossiers as filed left join lateral (
    select max(coalesce(o.aanvaard_op, o.ingediend_op::timestamptz)) as bijgewerkt_op
    from dwse.aanvaarde_dagen d join dwse.kwartaaloverzicht o on o.id = d.kwartaaloverzicht_id
    join dwse.samenwerkingsverband verband on verband.id = o.samenwerkingsverband_id
    where d.insz = filed.dossier and ($2::bpchar is null or verband.penhouder = $2)) dossier on filed.vervangen_door is null`;

/** Where the outbox is now: what came of each transaction before the oldest that still runs is there. */
export const OUTBOX_END = `
select reeks::text, (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as transactie, '9223372036854775807' as id
from dwse.uitbox_reeks`;

/**
 * The outbox after a place. Numbers are given out before a transaction is committed, so whoever reads by number alone skips
 * rows: those of the oldest transaction that still runs, and later ones, wait for the next time.
 */
export const OUTBOX = `
select reeks::text, uitbox.transactie::text, uitbox.id::text, soort, sleutel,
  to_char(ontstaan_op at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ontstaan_op
from dwse.uitbox_reeks left join lateral (
  select * from dwse.uitbox
  where (transactie, id) > (
      case when reeks::text = $1 then $2::xid8 else '0'::xid8 end, case when reeks::text = $1 then $3::bigint else 0 end)
    and transactie < pg_snapshot_xmin(pg_current_snapshot())
  order by transactie, id limit $4
) as uitbox on true
order by uitbox.transactie, uitbox.id`;

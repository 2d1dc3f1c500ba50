import type { FundingPolicy } from "../../../subgraphs/ledger/rules/funding-policy.js";

/*
 * The money in SQL of its own: day by day, one row each, where the subgraph compares strings of bits and works out in
 * TypeScript. What the two have in common is the law.
 */

/** A row for each day that a statement in force reports of a participant, in each reading. */
export const REPORTED_DAYS = `
  create table public.proef_dag as
  select o.samenwerkingsverband_id as sv, o.jaar::int as jaar, make_date(o.jaar, 3 * o.kwartaal - 2, 1) + i as dag, lezing, d.begonnen_op,
    coalesce((select nieuw from dwse.inszvervanging v where v.oud = d.insz), d.insz) as persoon
  from dwse.kwartaaloverzicht o join dwse.aanvaarde_dagen d on d.kwartaaloverzicht_id = o.id
  cross join generate_series(0, 91) i cross join (values ('ATTENDED'), ('CALENDAR')) lezingen(lezing)
  where o.status = 'AANVAARD' and case lezing
    when 'ATTENDED' then i < length(d.aanwezig) and get_bit(d.aanwezig, least(i, length(d.aanwezig) - 1)) = 1
    else make_date(o.jaar, 3 * o.kwartaal - 2, 1) + i between d.begeleid_van and d.begeleid_tot end;
  create index on public.proef_dag (persoon, lezing, dag);
  analyze public.proef_dag`;

/** The days that are paid, each participant once a day. */
export function paidDays({ sharedDay }: Pick<FundingPolicy, "sharedDay">, within = "true"): string {
  return `
    select distinct on (persoon, dag, lezing) persoon, dag, lezing, jaar, sv from public.proef_dag where ${within}
    order by persoon, dag, lezing, begonnen_op ${sharedDay === "EARLIER_AGREEMENT" ? "asc" : "desc"}, sv collate "C"`;
}

/**
 * Every partnership's year in each reading: days, subsidy and balance in euros, whether it is settled, and the shares.
 * @param within condition on `sv`: partnerships that share people with no others
 */
export function moneyOf(policy: FundingPolicy, today: string, within = "true"): string {
  const unitAmount =
    policy.unitAmount === "PER_DAY"
      ? "coalesce(dagen.waarde / nullif(dagen.aantal, 0), 0)"
      : `(select bedrag from dwse.eenheidsbedrag where least(make_date(jaar.jaar, 12, 31), date '${today}') between geldig_van and geldig_tot)`;
  const contingent =
    policy.contingent === "LAST"
      ? "(array_agg(contingent order by volgnummer desc))[1]"
      : `sum(contingent * (geldig_tot - geldig_van + 1)) / (make_date(jaar, 12, 31) - greatest(make_date(jaar, 1, 1), '2021-04-01') + 1)`;
  return `
    with dagen as (
      select een.sv, een.jaar, een.lezing, count(*) as aantal, sum(e.bedrag) as waarde
      from (${paidDays(policy, within)}) een join dwse.eenheidsbedrag e on een.dag between e.geldig_van and e.geldig_tot group by 1, 2, 3),
    toekenning as (
      select samenwerkingsverband_id as sv, jaar::int as jaar, ${contingent} as contingent from dwse.toekenning group by 1, dwse.toekenning.jaar),
    jaar as (select sv, jaar from toekenning union select sv, jaar from public.proef_dag where ${within}),
    bedragen as (
      select jaar.sv, jaar.jaar, lezing, coalesce(dagen.aantal, 0)::int as dagen,
        round(least(coalesce(dagen.aantal, 0), toekenning.contingent * ${policy.year2021 === "WHOLE" ? "365" : "case jaar.jaar when 2021 then 275 else 365 end"})
          * ${unitAmount} / 365, 2) as subsidie,
        (select coalesce(sum(bedrag), 0) from dwse.voorschot v where v.samenwerkingsverband_id = jaar.sv and v.jaar = jaar.jaar) as voorschotten
      from jaar cross join (values ('ATTENDED'), ('CALENDAR')) lezingen(lezing)
      left join toekenning using (sv, jaar) left join dagen using (sv, jaar, lezing))
    select sv, jaar, lezing, dagen, (100 * subsidie)::int as subsidie, (100 * (subsidie - voorschotten))::int as saldo,
      exists (select from dwse.afrekening a where a.samenwerkingsverband_id = sv and a.jaar = bedragen.jaar and a.vastgesteld_op <= '${today}') as afgerekend,
      (select array_agg(deel order by plaats) from (
        select plaats, (naar_beneden + case when row_number() over (order by rest desc, plaats) <= centen - sum(naar_beneden) over () then 1 else 0 end)::int as deel
        from (
          select plaats, centen, div(centen * delen, geheel) as naar_beneden, mod(centen * delen, geheel) as rest
          from (
            select 100 * subsidie as centen, d.delen::numeric as delen, sum(d.delen) over () as geheel,
              row_number() over (order by d.ondernemingsnummer <> verband.penhouder, d.delen desc, d.ondernemingsnummer) as plaats
            from dwse.deel d join dwse.samenwerkingsverband verband on verband.id = d.samenwerkingsverband_id
            where d.samenwerkingsverband_id = sv and d.versie = (
              select versie from dwse.verdeelsleutel v where v.samenwerkingsverband_id = sv and v.vanaf_jaar <= bedragen.jaar
              order by vanaf_jaar desc, versie desc limit 1)) leden) verdeeld) delen) as delen
    from bedragen where ${within}`;
}

-- Welke dagen een lijn telt, en niet alleen hoeveel. Leeg bij wat aanvaard werd voor dit bijgehouden werd.
alter table dwse.aanvaarde_dagen
  add column begonnen_op date,
  add column aanwezig bit varying(92),
  add column begeleid_van date,
  add column begeleid_tot date;

-- Wie het hele kwartaal begeleid werd, werd dat van de eerste tot de laatste dag ervan.
update dwse.aanvaarde_dagen dagen set begeleid_van = kwartaal.van, begeleid_tot = kwartaal.tot
from (
  select id, make_date(jaar, 3 * kwartaal - 2, 1) as van,
    (make_date(jaar, 3 * kwartaal - 2, 1) + interval '3 months - 1 day')::date as tot
  from dwse.kwartaaloverzicht) kwartaal
where kwartaal.id = dagen.kwartaaloverzicht_id and dagen.dagen_begeleid = kwartaal.tot - kwartaal.van + 1;

alter table dwse.aanvaarde_dagen
  add check (dagen_aanwezig = bit_count(aanwezig)),
  add check ((begeleid_van is null) = (begeleid_tot is null)),
  add check (begeleid_van is null or dagen_begeleid = begeleid_tot - begeleid_van + 1);
comment on column dwse.aanvaarde_dagen.begonnen_op is 'Eerste dag van de overeenkomst, zoals aanvaard; leeg: niet gekend';
comment on column dwse.aanvaarde_dagen.aanwezig is
  'Een bit per dag van het kwartaal, de eerste dag eerst: de dagen aanwezig die deze lijn telt; leeg: niet gekend';
comment on column dwse.aanvaarde_dagen.begeleid_van is
  'Kalenderdagen onder begeleiding die deze lijn telt; leeg: geen, of niet gekend als dagen_begeleid er wel telt';

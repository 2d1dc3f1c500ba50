create table dwse.samenwerkingsverband (
  id          text primary key,
  naam        text not null,
  penhouder   char(10) not null,
  regelgeving char(4) not null check (regelgeving in ('2021', '2024')),
  status      text not null check (status in ('ACTIEF', 'STOPGEZET'))
);
comment on table dwse.samenwerkingsverband is 'Maatwerkbedrijf met zijn partners; de penhouder (KBO) stuurt en verdeelt de financiering';

create table dwse.toekenning (
  samenwerkingsverband_id text not null references dwse.samenwerkingsverband,
  jaar                    smallint not null,
  contingent              numeric(8, 2) not null check (contingent >= 0),
  toegekend_op            date not null,
  primary key (samenwerkingsverband_id, jaar)
);
comment on column dwse.toekenning.contingent is 'Trajecten; een traject is een deelnemer gedurende een kalenderjaar';

create table dwse.verdeelsleutel (
  samenwerkingsverband_id text not null references dwse.samenwerkingsverband,
  versie                  smallint not null,
  vanaf_jaar              smallint not null,
  primary key (samenwerkingsverband_id, versie)
);

create table dwse.deel (
  samenwerkingsverband_id text not null,
  versie                  smallint not null,
  ondernemingsnummer      char(10) not null,
  delen                   integer not null check (delen >= 0),
  primary key (samenwerkingsverband_id, versie, ondernemingsnummer),
  foreign key (samenwerkingsverband_id, versie) references dwse.verdeelsleutel
);

create table dwse.eenheidsbedrag (
  geldig_van date primary key,
  geldig_tot date not null default '9999-12-31',
  bedrag     numeric(12, 2) not null check (bedrag > 0),
  bron       text not null,
  bevestigd  boolean not null,
  check (geldig_tot >= geldig_van)
);
comment on column dwse.eenheidsbedrag.geldig_tot is '9999-12-31: geen einde bekend';

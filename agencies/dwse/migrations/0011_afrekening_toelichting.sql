comment on column dwse.afrekening.dagen is
  'Dagen die tellen, elke deelnemer eenmaal per dag over alle samenwerkingsverbanden; nog niet begrensd tot het contingent';
comment on column dwse.afrekening.contingent is 'Wat gemiddeld gold, dag na dag; in 2021 over negen maanden';

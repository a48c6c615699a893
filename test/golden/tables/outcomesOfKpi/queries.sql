select id, coalesce(((select max(log_number)
  from change_batch
  where change_batch.authority_id = authority.id)), 0)
  from authority;

select id, name, old_code, gss_code, kind
  from authority
  where authority.id = ?;
-- with ["essex"]

select publisher_id
  from publisher_use
  where publisher_use.authority_id = ?
  order by publisher_use.position asc, publisher_use.id asc;
-- with ["essex"]

select id, authority_id, code, version, name, category, unit, polarity, frequency, counts, numerator_said, denominator_said, decimals, of_people, computed, applies_from, source, note, position
  from kpi
  where kpi.authority_id = ?
  order by kpi.position asc, kpi.id asc;
-- with ["essex"]

select id, authority_id, kpi_id, subject_id, starts_on, ends_on, target, tolerance, tolerance_in, source, position
  from kpi_target
  where (kpi_target.kpi_id in (?, ?, ?, ?, ?) and kpi_target.authority_id in (?))
  order by kpi_target.position asc, kpi_target.id asc;
-- with ["essex-kpi-in-residential","essex-kpi-through-framework","essex-kpi-spot","essex-kpi-block","essex-kpi-occupancy","essex"]

select id, authority_id, kpi_id, subject_id, value, as_at, source, position
  from kpi_baseline
  where (kpi_baseline.kpi_id in (?, ?, ?, ?, ?) and kpi_baseline.authority_id in (?))
  order by kpi_baseline.position asc, kpi_baseline.id asc;
-- with ["essex-kpi-in-residential","essex-kpi-through-framework","essex-kpi-spot","essex-kpi-block","essex-kpi-occupancy","essex"]

select id, authority_id, kind, name, old_code, gss_code, within_id, partnership_id, arrangement_id, lot_id, position
  from kpi_subject
  where kpi_subject.authority_id = ?
  order by kpi_subject.position asc, kpi_subject.id asc;
-- with ["essex"]

select id, authority_id, subject_id, neighbour_id, position
  from kpi_neighbour
  where kpi_neighbour.subject_id in (?, ?, ?, ?)
  order by kpi_neighbour.position asc, kpi_neighbour.id asc;
-- with ["essex-subject","essex-subject-framework","essex-subject-others","essex-subject-england"]

select id, authority_id, kpi_id, subject_id, starts_on, breakdown, numerator, denominator, value, missing, release, note
  from outcome
  where (outcome.authority_id = ? and outcome.kpi_id in (?) and outcome.breakdown = ?)
  limit ?;
-- with ["essex","essex-kpi-in-residential","",100001]

select id, authority_id, name, hidden_up_to, mark, position
  from outcome_publication
  where outcome_publication.authority_id = ?
  order by outcome_publication.position asc, outcome_publication.id asc;
-- with ["essex"]

select data_version, log_number
  from change_batch
  where change_batch.authority_id = ?
  order by change_batch.log_number desc
  limit ?;
-- with ["essex",1]

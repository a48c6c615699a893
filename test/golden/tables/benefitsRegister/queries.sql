select id, coalesce(((select max(log_number)
  from change_batch
  where change_batch.authority_id = authority.id)), 0)
  from authority;

select id, name, old_code, gss_code, kind
  from authority
  where authority.id = ?;
-- with ["havering"]

select id, authority_id, name, accountable, baseline, baseline_value, measured_by, measured_when, counted_from, after_months, frequency, compared_with, target_value, resources, kpi_id, subject_id, source, position
  from benefit
  where benefit.authority_id = ?
  order by benefit.position asc, benefit.id asc;
-- with ["havering"]

select id, authority_id, benefit_id, reviewed_on, achieved, found, position
  from benefit_review
  where benefit_review.benefit_id in (?, ?, ?)
  order by benefit_review.position asc, benefit_review.id asc;
-- with ["havering-benefit-1","havering-benefit-2","havering-benefit-3"]

select publisher_id
  from publisher_use
  where publisher_use.authority_id = ?
  order by publisher_use.position asc, publisher_use.id asc;
-- with ["havering"]

select id, authority_id, code, version, name, category, unit, polarity, frequency, counts, numerator_said, denominator_said, decimals, of_people, computed, applies_from, source, note, position
  from kpi
  where kpi.authority_id = ?
  order by kpi.position asc, kpi.id asc;
-- with ["havering"]

select id, authority_id, kpi_id, subject_id, starts_on, ends_on, target, tolerance, tolerance_in, source, position
  from kpi_target
  where (kpi_target.kpi_id in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) and kpi_target.authority_id in (?))
  order by kpi_target.position asc, kpi_target.id asc;
-- with ["havering-kpi-stability-index","havering-kpi-placement-breakdowns","havering-kpi-placement-moves","havering-kpi-unauthorised-absences","havering-kpi-missing-episodes","havering-kpi-feedback","havering-kpi-unplanned-moves","havering-kpi-sdq","havering-kpi-new-local-options","havering-kpi-five-a-to-c","havering-kpi-eet","havering-kpi-neet","havering-kpi-within-20-miles","havering-kpi-staying-put","havering-kpi-child-satisfaction","havering-kpi-provider-satisfaction","havering-kpi-authority-satisfaction","havering-kpi-co-production","havering-kpi-community-professionals","havering-kpi-exploitation-risk","havering-kpi-criminal-justice","havering-kpi-weekly-cost-inside","havering-kpi-weekly-cost-outside","havering-kpi-premium-outside","havering-kpi-average-duration","havering-kpi-under-arrangement","havering-kpi-occupancy","havering-kpi-cost-avoided","havering-kpi-overheads-near","havering-kpi-step-downs","havering-kpi-overheads-smarter","havering-kpi-secure-placements","havering"]

select id, authority_id, kpi_id, subject_id, value, as_at, source, position
  from kpi_baseline
  where (kpi_baseline.kpi_id in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) and kpi_baseline.authority_id in (?))
  order by kpi_baseline.position asc, kpi_baseline.id asc;
-- with ["havering-kpi-stability-index","havering-kpi-placement-breakdowns","havering-kpi-placement-moves","havering-kpi-unauthorised-absences","havering-kpi-missing-episodes","havering-kpi-feedback","havering-kpi-unplanned-moves","havering-kpi-sdq","havering-kpi-new-local-options","havering-kpi-five-a-to-c","havering-kpi-eet","havering-kpi-neet","havering-kpi-within-20-miles","havering-kpi-staying-put","havering-kpi-child-satisfaction","havering-kpi-provider-satisfaction","havering-kpi-authority-satisfaction","havering-kpi-co-production","havering-kpi-community-professionals","havering-kpi-exploitation-risk","havering-kpi-criminal-justice","havering-kpi-weekly-cost-inside","havering-kpi-weekly-cost-outside","havering-kpi-premium-outside","havering-kpi-average-duration","havering-kpi-under-arrangement","havering-kpi-occupancy","havering-kpi-cost-avoided","havering-kpi-overheads-near","havering-kpi-step-downs","havering-kpi-overheads-smarter","havering-kpi-secure-placements","havering"]

select id, authority_id, kind, name, old_code, gss_code, within_id, partnership_id, arrangement_id, lot_id, position
  from kpi_subject
  where kpi_subject.authority_id = ?
  order by kpi_subject.position asc, kpi_subject.id asc;
-- with ["havering"]

select id, authority_id, subject_id, neighbour_id, position
  from kpi_neighbour
  where kpi_neighbour.subject_id in (?, ?, ?, ?, ?)
  order by kpi_neighbour.position asc, kpi_neighbour.id asc;
-- with ["havering-subject","havering-subject-partnership","havering-subject-contract","havering-subject-london","havering-subject-england"]

select id, authority_id, kpi_id, subject_id, starts_on, breakdown, numerator, denominator, value, missing, release, note
  from outcome
  where (outcome.authority_id = ? and outcome.kpi_id in (?, ?) and outcome.subject_id in (?) and outcome.breakdown = ?)
  limit ?;
-- with ["havering","havering-kpi-neet","havering-kpi-step-downs","havering-subject-partnership","",100001]

select id, authority_id, name, hidden_up_to, mark, position
  from outcome_publication
  where outcome_publication.authority_id = ?
  order by outcome_publication.position asc, outcome_publication.id asc;
-- with ["havering"]

select data_version, log_number
  from change_batch
  where change_batch.authority_id = ?
  order by change_batch.log_number desc
  limit ?;
-- with ["havering",1]

select id, coalesce(((select max(log_number)
  from change_batch
  where change_batch.authority_id = authority.id)), 0)
  from authority;

select id, authority_id, arrangement_id, name, places, price_unit, weeks_per_year, spot_pounds, block_pounds, spot_value_pence, block_value_pence, term_months, starts_on, voids_carried_by, void_share, sharing, direct_places, source, position
  from block_case
  where block_case.id = ?;
-- with ["havering-block-case"]

select id, authority_id, block_case_id, name, kind, time, amount_pence, from_year, to_year, position
  from block_case_item
  where block_case_item.block_case_id in (?)
  order by block_case_item.position asc, block_case_item.id asc;
-- with ["havering-block-case"]

select id, authority_id, name, kind, open_list, opens_on, stated_end_on, open_ended, estimated_value_pence, value_basis, break_months, first_review_months, review_every_months, most_places_in_home, most_providers, voids_carried_by, follows_id, interim, source, note, contract_reference, notes, position
  from arrangement
  where arrangement.id = ?;
-- with ["havering-block-contract"]

select id, authority_id, arrangement_id, name, role, authorities, detail, position
  from arrangement_participant
  where arrangement_participant.arrangement_id in (?)
  order by arrangement_participant.position asc, arrangement_participant.id asc;
-- with ["havering-block-contract"]

select id, authority_id, arrangement_id, name, detail, funded_from, average_weekly_pounds, provider_count, was_id, position
  from arrangement_lot
  where arrangement_lot.arrangement_id in (?)
  order by arrangement_lot.position asc, arrangement_lot.id asc;
-- with ["havering-block-contract"]

select id, authority_id, arrangement_id, lot_id, name, places, detail, position
  from arrangement_provider
  where arrangement_provider.arrangement_id in (?)
  order by arrangement_provider.position asc, arrangement_provider.id asc;
-- with ["havering-block-contract"]

select id, authority_id, arrangement_id, months, state, position
  from arrangement_term
  where arrangement_term.arrangement_id in (?)
  order by arrangement_term.position asc, arrangement_term.id asc;
-- with ["havering-block-contract"]

select id, authority_id, arrangement_id, name, starts_on, ends_on, complete, position
  from procurement_stage
  where procurement_stage.arrangement_id in (?)
  order by procurement_stage.position asc, procurement_stage.id asc;
-- with ["havering-block-contract"]

select id, authority_id, arrangement_id, criterion, weight_share, position
  from evaluation_weight
  where evaluation_weight.arrangement_id in (?)
  order by evaluation_weight.position asc, evaluation_weight.id asc;
-- with ["havering-block-contract"]

select id, authority_id, arrangement_id, name, detail, position
  from call_off_route
  where call_off_route.arrangement_id in (?)
  order by call_off_route.position asc, call_off_route.id asc;
-- with ["havering-block-contract"]

select data_version, log_number
  from change_batch
  where change_batch.authority_id = ?
  order by change_batch.log_number desc
  limit ?;
-- with ["havering",1]

select id, coalesce(((select max(log_number)
  from change_batch
  where change_batch.authority_id = authority.id)), 0)
  from authority;

select id, name, old_code, gss_code, kind
  from authority
  where authority.id = ?;
-- with ["sefton"]

select id, authority_id, name, kind, open_list, opens_on, stated_end_on, open_ended, estimated_value_pence, value_basis, break_months, first_review_months, review_every_months, most_places_in_home, most_providers, voids_carried_by, follows_id, interim, source, note, contract_reference, notes, position
  from arrangement
  where arrangement.authority_id = ?
  order by arrangement.position asc, arrangement.id asc;
-- with ["sefton"]

select id, authority_id, arrangement_id, name, role, authorities, detail, position
  from arrangement_participant
  where arrangement_participant.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by arrangement_participant.position asc, arrangement_participant.id asc;
-- with ["sefton-ppa","sefton-nw-foster","sefton-nw-residential","sefton-nw-leaving-care","sefton-nw-care-support","sefton-care-assist","sefton-family-care-group"]

select id, authority_id, arrangement_id, name, detail, funded_from, average_weekly_pounds, provider_count, was_id, position
  from arrangement_lot
  where arrangement_lot.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by arrangement_lot.position asc, arrangement_lot.id asc;
-- with ["sefton-ppa","sefton-nw-foster","sefton-nw-residential","sefton-nw-leaving-care","sefton-nw-care-support","sefton-care-assist","sefton-family-care-group"]

select id, authority_id, arrangement_id, lot_id, name, places, detail, position
  from arrangement_provider
  where arrangement_provider.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by arrangement_provider.position asc, arrangement_provider.id asc;
-- with ["sefton-ppa","sefton-nw-foster","sefton-nw-residential","sefton-nw-leaving-care","sefton-nw-care-support","sefton-care-assist","sefton-family-care-group"]

select id, authority_id, arrangement_id, months, state, position
  from arrangement_term
  where arrangement_term.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by arrangement_term.position asc, arrangement_term.id asc;
-- with ["sefton-ppa","sefton-nw-foster","sefton-nw-residential","sefton-nw-leaving-care","sefton-nw-care-support","sefton-care-assist","sefton-family-care-group"]

select id, authority_id, arrangement_id, name, starts_on, ends_on, complete, position
  from procurement_stage
  where procurement_stage.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by procurement_stage.position asc, procurement_stage.id asc;
-- with ["sefton-ppa","sefton-nw-foster","sefton-nw-residential","sefton-nw-leaving-care","sefton-nw-care-support","sefton-care-assist","sefton-family-care-group"]

select id, authority_id, arrangement_id, criterion, weight_share, position
  from evaluation_weight
  where evaluation_weight.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by evaluation_weight.position asc, evaluation_weight.id asc;
-- with ["sefton-ppa","sefton-nw-foster","sefton-nw-residential","sefton-nw-leaving-care","sefton-nw-care-support","sefton-care-assist","sefton-family-care-group"]

select id, authority_id, arrangement_id, name, detail, position
  from call_off_route
  where call_off_route.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by call_off_route.position asc, call_off_route.id asc;
-- with ["sefton-ppa","sefton-nw-foster","sefton-nw-residential","sefton-nw-leaving-care","sefton-nw-care-support","sefton-care-assist","sefton-family-care-group"]

select id, authority_id, name, status_id, basis, weekly_rate_pounds, rate_source, weeks_per_year, part_year, uplift_series_id, price_base_year, first_year_uplifted, ends_on, end_year_share, position, arrangement_id, lot_id, provider, yearly_rate_pounds, most_places, pool_id, option_id, group_name, notes
  from commitment
  where (commitment.authority_id = ? and commitment.arrangement_id is not null and commitment.option_id is null);
-- with ["sefton"]

select series_id, year, rate_share
  from uplift_rate
  where uplift_rate.authority_id = ?
  order by uplift_rate.year asc;
-- with ["sefton"]

select data_version, log_number
  from change_batch
  where change_batch.authority_id = ?
  order by change_batch.log_number desc
  limit ?;
-- with ["sefton",1]

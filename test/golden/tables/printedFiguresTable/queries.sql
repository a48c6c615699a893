select id, coalesce(((select max(log_number)
  from change_batch
  where change_batch.authority_id = authority.id)), 0)
  from authority;

select id, name, old_code, gss_code, kind
  from authority
  where authority.id = ?;
-- with ["cambridgeshire"]

select id, authority_id, arrangement_id, reference, what, printed, printed_value, unit, nearest, workings, why, position
  from printed_figure
  where printed_figure.authority_id = ?
  order by printed_figure.position asc, printed_figure.id asc;
-- with ["cambridgeshire"]

select series_id, year, rate_share
  from uplift_rate
  where uplift_rate.authority_id = ?
  order by uplift_rate.year asc;
-- with ["cambridgeshire"]

select id, authority_id, name, status_id, basis, weekly_rate_pounds, rate_source, weeks_per_year, part_year, uplift_series_id, price_base_year, first_year_uplifted, ends_on, end_year_share, position, arrangement_id, lot_id, provider, yearly_rate_pounds, most_places, pool_id, option_id, group_name, notes
  from commitment
  where commitment.id = ?;
-- with ["cambridgeshire-schools-high-needs"]

select id, authority_id, commitment_id, places, starts_on, ends_on, first_year_share, last_year_share, volume, label, price_pounds, replaces_id
  from commitment_places
  where commitment_places.commitment_id in (?)
  order by commitment_places.starts_on asc, case when commitment_places.volume = 'support' then 1 else 0 end, commitment_places.id asc;
-- with ["cambridgeshire-schools-high-needs"]

select id, authority_id, commitment_id, year, amount_pence, entered
  from commitment_amount
  where commitment_amount.commitment_id in (?)
  order by commitment_amount.year asc;
-- with ["cambridgeshire-schools-high-needs"]

select id, authority_id, commitment_id, cost_centre_id, drawn_share, position
  from commitment_draw
  where commitment_draw.commitment_id in (?)
  order by commitment_draw.position asc, commitment_draw.id asc;
-- with ["cambridgeshire-schools-high-needs"]

select id, authority_id, name, kind, position
  from commitment_status
  where commitment_status.id in (?);
-- with ["cambridgeshire-status-approved"]

select id, authority_id, name, status_id, basis, weekly_rate_pounds, rate_source, weeks_per_year, part_year, uplift_series_id, price_base_year, first_year_uplifted, ends_on, end_year_share, position, arrangement_id, lot_id, provider, yearly_rate_pounds, most_places, pool_id, option_id, group_name, notes
  from commitment
  where commitment.id = ?;
-- with ["cambridgeshire-schools-joint"]

select id, authority_id, commitment_id, places, starts_on, ends_on, first_year_share, last_year_share, volume, label, price_pounds, replaces_id
  from commitment_places
  where commitment_places.commitment_id in (?)
  order by commitment_places.starts_on asc, case when commitment_places.volume = 'support' then 1 else 0 end, commitment_places.id asc;
-- with ["cambridgeshire-schools-joint"]

select id, authority_id, commitment_id, year, amount_pence, entered
  from commitment_amount
  where commitment_amount.commitment_id in (?)
  order by commitment_amount.year asc;
-- with ["cambridgeshire-schools-joint"]

select id, authority_id, commitment_id, cost_centre_id, drawn_share, position
  from commitment_draw
  where commitment_draw.commitment_id in (?)
  order by commitment_draw.position asc, commitment_draw.id asc;
-- with ["cambridgeshire-schools-joint"]

select id, authority_id, name, kind, position
  from commitment_status
  where commitment_status.id in (?);
-- with ["cambridgeshire-status-approved"]

select id, authority_id, name, status_id, basis, weekly_rate_pounds, rate_source, weeks_per_year, part_year, uplift_series_id, price_base_year, first_year_uplifted, ends_on, end_year_share, position, arrangement_id, lot_id, provider, yearly_rate_pounds, most_places, pool_id, option_id, group_name, notes
  from commitment
  where commitment.id = ?;
-- with ["cambridgeshire-tuition-packages"]

select id, authority_id, commitment_id, places, starts_on, ends_on, first_year_share, last_year_share, volume, label, price_pounds, replaces_id
  from commitment_places
  where commitment_places.commitment_id in (?)
  order by commitment_places.starts_on asc, case when commitment_places.volume = 'support' then 1 else 0 end, commitment_places.id asc;
-- with ["cambridgeshire-tuition-packages"]

select id, authority_id, commitment_id, year, amount_pence, entered
  from commitment_amount
  where commitment_amount.commitment_id in (?)
  order by commitment_amount.year asc;
-- with ["cambridgeshire-tuition-packages"]

select id, authority_id, commitment_id, cost_centre_id, drawn_share, position
  from commitment_draw
  where commitment_draw.commitment_id in (?)
  order by commitment_draw.position asc, commitment_draw.id asc;
-- with ["cambridgeshire-tuition-packages"]

select id, authority_id, name, kind, position
  from commitment_status
  where commitment_status.id in (?);
-- with ["cambridgeshire-status-approved"]

select id, authority_id, name, kind, open_list, opens_on, stated_end_on, open_ended, estimated_value_pence, value_basis, break_months, first_review_months, review_every_months, most_places_in_home, most_providers, voids_carried_by, follows_id, interim, source, note, contract_reference, notes, position
  from arrangement
  where arrangement.authority_id = ?
  order by arrangement.position asc, arrangement.id asc;
-- with ["cambridgeshire"]

select id, authority_id, arrangement_id, name, role, authorities, detail, position
  from arrangement_participant
  where arrangement_participant.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by arrangement_participant.position asc, arrangement_participant.id asc;
-- with ["cambridgeshire-er4","cambridgeshire-fostering-interim","cambridgeshire-homes","cambridgeshire-schools","cambridgeshire-schools-interim","cambridgeshire-tuition","cambridgeshire-dps"]

select id, authority_id, arrangement_id, name, detail, funded_from, average_weekly_pounds, provider_count, was_id, position
  from arrangement_lot
  where arrangement_lot.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by arrangement_lot.position asc, arrangement_lot.id asc;
-- with ["cambridgeshire-er4","cambridgeshire-fostering-interim","cambridgeshire-homes","cambridgeshire-schools","cambridgeshire-schools-interim","cambridgeshire-tuition","cambridgeshire-dps"]

select id, authority_id, arrangement_id, lot_id, name, places, detail, position
  from arrangement_provider
  where arrangement_provider.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by arrangement_provider.position asc, arrangement_provider.id asc;
-- with ["cambridgeshire-er4","cambridgeshire-fostering-interim","cambridgeshire-homes","cambridgeshire-schools","cambridgeshire-schools-interim","cambridgeshire-tuition","cambridgeshire-dps"]

select id, authority_id, arrangement_id, months, state, position
  from arrangement_term
  where arrangement_term.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by arrangement_term.position asc, arrangement_term.id asc;
-- with ["cambridgeshire-er4","cambridgeshire-fostering-interim","cambridgeshire-homes","cambridgeshire-schools","cambridgeshire-schools-interim","cambridgeshire-tuition","cambridgeshire-dps"]

select id, authority_id, arrangement_id, name, starts_on, ends_on, complete, position
  from procurement_stage
  where procurement_stage.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by procurement_stage.position asc, procurement_stage.id asc;
-- with ["cambridgeshire-er4","cambridgeshire-fostering-interim","cambridgeshire-homes","cambridgeshire-schools","cambridgeshire-schools-interim","cambridgeshire-tuition","cambridgeshire-dps"]

select id, authority_id, arrangement_id, criterion, weight_share, position
  from evaluation_weight
  where evaluation_weight.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by evaluation_weight.position asc, evaluation_weight.id asc;
-- with ["cambridgeshire-er4","cambridgeshire-fostering-interim","cambridgeshire-homes","cambridgeshire-schools","cambridgeshire-schools-interim","cambridgeshire-tuition","cambridgeshire-dps"]

select id, authority_id, arrangement_id, name, detail, position
  from call_off_route
  where call_off_route.arrangement_id in (?, ?, ?, ?, ?, ?, ?)
  order by call_off_route.position asc, call_off_route.id asc;
-- with ["cambridgeshire-er4","cambridgeshire-fostering-interim","cambridgeshire-homes","cambridgeshire-schools","cambridgeshire-schools-interim","cambridgeshire-tuition","cambridgeshire-dps"]

select data_version, log_number
  from change_batch
  where change_batch.authority_id = ?
  order by change_batch.log_number desc
  limit ?;
-- with ["cambridgeshire",1]

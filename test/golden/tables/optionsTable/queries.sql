select id, coalesce(((select max(log_number)
  from change_batch
  where change_batch.authority_id = authority.id)), 0)
  from authority;

select id, name, old_code, gss_code, kind
  from authority
  where authority.id = ?;
-- with ["essex"]

select id, authority_id, decision, name, summary, recommended, costed, adopted_at, adopted_by, adopted_facts, source, position
  from spending_option
  where (spending_option.authority_id = ? and spending_option.decision = ?)
  order by spending_option.position asc, spending_option.id asc
  limit ?;
-- with ["essex","Block contracts for mainstream residential placements",501]

select id, authority_id, option_id, kind, said, position
  from option_point
  where option_point.option_id in (?, ?, ?, ?)
  order by option_point.position asc, option_point.id asc;
-- with ["essex-option-1","essex-option-2","essex-option-3","essex-option-4"]

select id, authority_id, option_id, commitment_id, field, value, position
  from option_override
  where option_override.option_id in (?, ?, ?, ?)
  order by option_override.position asc, option_override.id asc;
-- with ["essex-option-1","essex-option-2","essex-option-3","essex-option-4"]

select id, authority_id, name, status_id, basis, weekly_rate_pounds, rate_source, weeks_per_year, part_year, uplift_series_id, price_base_year, first_year_uplifted, ends_on, end_year_share, position, arrangement_id, lot_id, provider, yearly_rate_pounds, most_places, pool_id, option_id, group_name, notes
  from commitment
  where commitment.option_id in (?, ?, ?, ?)
  order by commitment.position asc, commitment.id asc;
-- with ["essex-option-1","essex-option-2","essex-option-3","essex-option-4"]

select id, authority_id, commitment_id, places, starts_on, ends_on, first_year_share, last_year_share, volume, label, price_pounds, replaces_id
  from commitment_places
  where commitment_places.commitment_id in (?)
  order by commitment_places.starts_on asc, case when commitment_places.volume = 'support' then 1 else 0 end, commitment_places.id asc;
-- with ["essex-option-2-access"]

select id, authority_id, commitment_id, year, amount_pence, entered
  from commitment_amount
  where commitment_amount.commitment_id in (?)
  order by commitment_amount.year asc;
-- with ["essex-option-2-access"]

select id, authority_id, commitment_id, cost_centre_id, drawn_share, position
  from commitment_draw
  where commitment_draw.commitment_id in (?)
  order by commitment_draw.position asc, commitment_draw.id asc;
-- with ["essex-option-2-access"]

select id, authority_id, name, kind, position
  from commitment_status
  where commitment_status.id in (?);
-- with ["essex-status-proposed"]

select id, authority_id, name, state, first_year, year_count, source, copied_from_id, published_at, published_by, created_at
  from budget_version
  where budget_version.authority_id = ?
  order by budget_version.created_at desc, budget_version.id desc;
-- with ["essex"]

select id, authority_id, name, status_id, basis, weekly_rate_pounds, rate_source, weeks_per_year, part_year, uplift_series_id, price_base_year, first_year_uplifted, ends_on, end_year_share, position, arrangement_id, lot_id, provider, yearly_rate_pounds, most_places, pool_id, option_id, group_name, notes
  from commitment
  where (commitment.authority_id = ? and commitment.id in (?) and commitment.option_id is null)
  order by commitment.position asc, commitment.id asc;
-- with ["essex","essex-group-beds"]

select id, authority_id, commitment_id, places, starts_on, ends_on, first_year_share, last_year_share, volume, label, price_pounds, replaces_id
  from commitment_places
  where commitment_places.commitment_id in (?)
  order by commitment_places.starts_on asc, case when commitment_places.volume = 'support' then 1 else 0 end, commitment_places.id asc;
-- with ["essex-group-beds"]

select id, authority_id, commitment_id, year, amount_pence, entered
  from commitment_amount
  where commitment_amount.commitment_id in (?)
  order by commitment_amount.year asc;
-- with ["essex-group-beds"]

select id, authority_id, commitment_id, cost_centre_id, drawn_share, position
  from commitment_draw
  where commitment_draw.commitment_id in (?)
  order by commitment_draw.position asc, commitment_draw.id asc;
-- with ["essex-group-beds"]

select id, authority_id, name, kind, position
  from commitment_status
  where commitment_status.id in (?);
-- with ["essex-status-block-bookings"]

select series_id, year, rate_share
  from uplift_rate
  where uplift_rate.authority_id = ?
  order by uplift_rate.year asc;
-- with ["essex"]

select id, name
  from uplift_series
  where uplift_series.authority_id = ?;
-- with ["essex"]

select c.id, c.name, c.service_group, c.position, budget_line.year, budget_line.amount_pence, budget_line.entered
  from (select id, name, service_group, position
  from cost_centre
  where (cost_centre.authority_id = ? and cost_centre.removed_at is null and (cost_centre.position > ? or (cost_centre.position = ? and cost_centre.id > ?)))
  order by cost_centre.position asc, cost_centre.id asc
  limit ?) c
  left join budget_line on (budget_line.cost_centre_id = c.id and budget_line.version_id = ? and budget_line.year >= ? and budget_line.year <= ?)
  order by c.position asc, c.id asc;
-- with ["essex",-9007199254740991,-9007199254740991,"",2000,"made-1","0000/00","9999/00"]

select commitment.id, commitment.authority_id, commitment.name, commitment.status_id, commitment.basis, commitment.weekly_rate_pounds, commitment.rate_source, commitment.weeks_per_year, commitment.part_year, commitment.uplift_series_id, commitment.price_base_year, commitment.first_year_uplifted, commitment.ends_on, commitment.end_year_share, commitment.position, commitment.arrangement_id, commitment.lot_id, commitment.provider, commitment.yearly_rate_pounds, commitment.most_places, commitment.pool_id, commitment.option_id, commitment.group_name, commitment.notes, commitment_status.name, commitment_draw.cost_centre_id, commitment_draw.drawn_share
  from commitment
  inner join commitment_status on commitment_status.id = commitment.status_id
  left join commitment_draw on (commitment_draw.commitment_id = commitment.id and commitment_draw.authority_id = ?)
  where (commitment.authority_id = ? and commitment.option_id is null)
  order by commitment.position asc, commitment.id asc, commitment_draw.position asc, commitment_draw.id asc;
-- with ["essex","essex"]

select commitment_id, places, starts_on, ends_on, first_year_share, last_year_share, volume, label, price_pounds, replaces_id
  from commitment_places
  where commitment_places.authority_id = ?
  order by commitment_places.starts_on asc, commitment_places.id asc;
-- with ["essex"]

select commitment_id, year, amount_pence, entered
  from commitment_amount
  where commitment_amount.authority_id = ?
  order by commitment_amount.year asc;
-- with ["essex"]

select uplift_series.id, uplift_series.name, uplift_rate.year, uplift_rate.rate_share
  from uplift_series
  left join uplift_rate on uplift_rate.series_id = uplift_series.id
  where uplift_series.authority_id = ?
  order by uplift_series.name asc, uplift_rate.year asc;
-- with ["essex"]

select row_key, year, printed, unit, reference
  from printed_cell
  where printed_cell.version_id = ?
  order by printed_cell.year asc, printed_cell.row_key asc;
-- with ["made-1"]

select data_version, log_number
  from change_batch
  where change_batch.authority_id = ?
  order by change_batch.log_number desc
  limit ?;
-- with ["essex",1]

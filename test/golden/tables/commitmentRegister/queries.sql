select id, coalesce(((select max(log_number)
  from change_batch
  where change_batch.authority_id = authority.id)), 0)
  from authority;

select id, name, old_code, gss_code, kind
  from authority
  where authority.id = ?;
-- with ["cambridgeshire"]

select id, authority_id, name, status_id, basis, weekly_rate_pounds, rate_source, weeks_per_year, part_year, uplift_series_id, price_base_year, first_year_uplifted, ends_on, end_year_share, position, arrangement_id, lot_id, provider, yearly_rate_pounds, most_places, pool_id, option_id, group_name, notes
  from commitment
  where (commitment.authority_id = ? and commitment.option_id is null)
  order by commitment.position asc, commitment.id asc
  limit ?;
-- with ["cambridgeshire",501]

select id, authority_id, commitment_id, places, starts_on, ends_on, first_year_share, last_year_share, volume, label, price_pounds, replaces_id
  from commitment_places
  where commitment_places.commitment_id in (?, ?, ?)
  order by commitment_places.starts_on asc, case when commitment_places.volume = 'support' then 1 else 0 end, commitment_places.id asc;
-- with ["cambridgeshire-schools-high-needs","cambridgeshire-schools-joint","cambridgeshire-tuition-packages"]

select id, authority_id, commitment_id, year, amount_pence, entered
  from commitment_amount
  where commitment_amount.commitment_id in (?, ?, ?)
  order by commitment_amount.year asc;
-- with ["cambridgeshire-schools-high-needs","cambridgeshire-schools-joint","cambridgeshire-tuition-packages"]

select id, authority_id, commitment_id, cost_centre_id, drawn_share, position
  from commitment_draw
  where commitment_draw.commitment_id in (?, ?, ?)
  order by commitment_draw.position asc, commitment_draw.id asc;
-- with ["cambridgeshire-schools-high-needs","cambridgeshire-schools-joint","cambridgeshire-tuition-packages"]

select id, authority_id, name, kind, position
  from commitment_status
  where commitment_status.id in (?);
-- with ["cambridgeshire-status-approved"]

select id, authority_id, name, source
  from uplift_series
  where uplift_series.authority_id = ?
  order by uplift_series.name asc, uplift_series.id asc
  limit ?;
-- with ["cambridgeshire",501]

select id, name
  from commitment_status
  where commitment_status.authority_id = ?;
-- with ["cambridgeshire"]

select id, name
  from uplift_series
  where uplift_series.authority_id = ?;
-- with ["cambridgeshire"]

select data_version, log_number
  from change_batch
  where change_batch.authority_id = ?
  order by change_batch.log_number desc
  limit ?;
-- with ["cambridgeshire",1]

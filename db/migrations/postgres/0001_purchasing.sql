CREATE TABLE "arrangement" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"open_list" boolean NOT NULL,
	"opens_on" date,
	"stated_end_on" date,
	"open_ended" boolean NOT NULL,
	"estimated_value_pence" bigint,
	"value_basis" text,
	"break_months" integer,
	"first_review_months" integer,
	"review_every_months" integer,
	"most_places_in_home" integer,
	"most_providers" integer,
	"voids_carried_by" text,
	"follows_id" text,
	"interim" boolean NOT NULL,
	"source" text,
	"note" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "arrangement_participant" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"arrangement_id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"authorities" integer NOT NULL,
	"detail" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "arrangement_lot" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"arrangement_id" text NOT NULL,
	"name" text NOT NULL,
	"detail" text,
	"funded_from" text,
	"average_weekly_pounds" numeric,
	"provider_count" integer,
	"was_id" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "arrangement_provider" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"arrangement_id" text NOT NULL,
	"lot_id" text,
	"name" text NOT NULL,
	"places" integer,
	"detail" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "arrangement_term" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"arrangement_id" text NOT NULL,
	"months" integer NOT NULL,
	"state" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procurement_stage" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"arrangement_id" text NOT NULL,
	"name" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"complete" boolean NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evaluation_weight" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"arrangement_id" text NOT NULL,
	"criterion" text NOT NULL,
	"weight_share" numeric NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_off_route" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"arrangement_id" text NOT NULL,
	"name" text NOT NULL,
	"detail" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "block_case" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"arrangement_id" text,
	"name" text NOT NULL,
	"places" integer NOT NULL,
	"price_unit" text NOT NULL,
	"weeks_per_year" text,
	"spot_pounds" numeric,
	"block_pounds" numeric,
	"spot_value_pence" bigint,
	"block_value_pence" bigint,
	"term_months" integer,
	"sharing" integer NOT NULL,
	"direct_places" integer NOT NULL,
	"source" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "block_case_item" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"block_case_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"time" text NOT NULL,
	"amount_pence" bigint NOT NULL,
	"from_year" integer NOT NULL,
	"to_year" integer NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "printed_figure" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"arrangement_id" text,
	"reference" text NOT NULL,
	"what" text NOT NULL,
	"printed" text,
	"printed_value" numeric,
	"unit" text NOT NULL,
	"nearest" numeric,
	"workings" text,
	"why" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "partnership" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"arrangement_id" text,
	"name" text NOT NULL,
	"first_year" text NOT NULL,
	"year_count" integer NOT NULL,
	"round_to_pence" bigint NOT NULL,
	"settled_by" text NOT NULL,
	"internal_price_pounds" numeric,
	"outside_price_pounds" numeric,
	"outside_fee_pounds" numeric,
	"source" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "partner" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"partnership_id" text NOT NULL,
	"name" text NOT NULL,
	"member_id" text,
	"shares" boolean NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cost_pool" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"partnership_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"basis" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pool_amount" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"partnership_id" text NOT NULL,
	"pool_id" text NOT NULL,
	"year" text NOT NULL,
	"amount_pence" bigint NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pool_weight" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"partnership_id" text NOT NULL,
	"pool_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"from_year" text,
	"weight" numeric NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "partnership_grant" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"partnership_id" text NOT NULL,
	"pool_id" text NOT NULL,
	"name" text NOT NULL,
	"year" text NOT NULL,
	"amount_pence" bigint NOT NULL,
	"condition" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outside_fee" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"partnership_id" text NOT NULL,
	"pool_id" text NOT NULL,
	"buyer" text NOT NULL,
	"year" text NOT NULL,
	"amount_pence" bigint NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "allocation" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"partnership_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"places" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "place_use" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"partnership_id" text NOT NULL,
	"user_id" text,
	"buyer" text,
	"host_id" text NOT NULL,
	"places" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settlement_period" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"partnership_id" text NOT NULL,
	"name" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"cost_pence" bigint NOT NULL,
	"administration_pence" bigint NOT NULL,
	"issued_at" timestamp with time zone,
	"issued_by" text,
	"issued_facts" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "up_front" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"partnership_id" text NOT NULL,
	"period_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"amount_pence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settlement_statement" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"partnership_id" text NOT NULL,
	"period_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"balance_pence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spending_option" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"decision" text NOT NULL,
	"name" text NOT NULL,
	"summary" text,
	"recommended" boolean NOT NULL,
	"costed" boolean NOT NULL,
	"adopted_at" timestamp with time zone,
	"adopted_by" text,
	"source" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "option_point" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"option_id" text NOT NULL,
	"kind" text NOT NULL,
	"said" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commitment_draw" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"cost_centre_id" text NOT NULL,
	"drawn_share" numeric NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "option_override" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"option_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"field" text NOT NULL,
	"value" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "change_of_batch";--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "arrangement_id" text;--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "lot_id" text;--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "yearly_rate_pounds" numeric;--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "most_places" integer;--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "pool_id" text;--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "option_id" text;--> statement-breakpoint
ALTER TABLE "commitment_places" ADD COLUMN "volume" text;--> statement-breakpoint
ALTER TABLE "commitment_places" ADD COLUMN "label" text;--> statement-breakpoint
ALTER TABLE "commitment_places" ADD COLUMN "price_pounds" numeric;--> statement-breakpoint
ALTER TABLE "commitment_places" ADD COLUMN "replaces_id" text;--> statement-breakpoint
ALTER TABLE "arrangement" ADD CONSTRAINT "arrangement_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrangement" ADD CONSTRAINT "arrangement_follows_id_arrangement_id_fk" FOREIGN KEY ("follows_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrangement_participant" ADD CONSTRAINT "arrangement_participant_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrangement_participant" ADD CONSTRAINT "arrangement_participant_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrangement_lot" ADD CONSTRAINT "arrangement_lot_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrangement_lot" ADD CONSTRAINT "arrangement_lot_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrangement_lot" ADD CONSTRAINT "arrangement_lot_was_id_arrangement_id_fk" FOREIGN KEY ("was_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrangement_provider" ADD CONSTRAINT "arrangement_provider_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrangement_provider" ADD CONSTRAINT "arrangement_provider_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrangement_provider" ADD CONSTRAINT "arrangement_provider_lot_id_arrangement_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."arrangement_lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrangement_term" ADD CONSTRAINT "arrangement_term_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrangement_term" ADD CONSTRAINT "arrangement_term_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procurement_stage" ADD CONSTRAINT "procurement_stage_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procurement_stage" ADD CONSTRAINT "procurement_stage_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_weight" ADD CONSTRAINT "evaluation_weight_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_weight" ADD CONSTRAINT "evaluation_weight_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_off_route" ADD CONSTRAINT "call_off_route_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_off_route" ADD CONSTRAINT "call_off_route_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block_case" ADD CONSTRAINT "block_case_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block_case" ADD CONSTRAINT "block_case_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block_case_item" ADD CONSTRAINT "block_case_item_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block_case_item" ADD CONSTRAINT "block_case_item_block_case_id_block_case_id_fk" FOREIGN KEY ("block_case_id") REFERENCES "public"."block_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "printed_figure" ADD CONSTRAINT "printed_figure_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "printed_figure" ADD CONSTRAINT "printed_figure_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership" ADD CONSTRAINT "partnership_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership" ADD CONSTRAINT "partnership_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner" ADD CONSTRAINT "partner_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner" ADD CONSTRAINT "partner_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner" ADD CONSTRAINT "partner_member_id_authority_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_pool" ADD CONSTRAINT "cost_pool_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_pool" ADD CONSTRAINT "cost_pool_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_amount" ADD CONSTRAINT "pool_amount_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_amount" ADD CONSTRAINT "pool_amount_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_amount" ADD CONSTRAINT "pool_amount_pool_id_cost_pool_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."cost_pool"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_weight" ADD CONSTRAINT "pool_weight_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_weight" ADD CONSTRAINT "pool_weight_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_weight" ADD CONSTRAINT "pool_weight_pool_id_cost_pool_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."cost_pool"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_weight" ADD CONSTRAINT "pool_weight_partner_id_partner_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partner"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership_grant" ADD CONSTRAINT "partnership_grant_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership_grant" ADD CONSTRAINT "partnership_grant_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership_grant" ADD CONSTRAINT "partnership_grant_pool_id_cost_pool_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."cost_pool"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_fee" ADD CONSTRAINT "outside_fee_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_fee" ADD CONSTRAINT "outside_fee_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_fee" ADD CONSTRAINT "outside_fee_pool_id_cost_pool_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."cost_pool"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_partner_id_partner_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partner"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_use" ADD CONSTRAINT "place_use_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_use" ADD CONSTRAINT "place_use_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_use" ADD CONSTRAINT "place_use_user_id_partner_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."partner"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_use" ADD CONSTRAINT "place_use_host_id_partner_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."partner"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_period" ADD CONSTRAINT "settlement_period_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_period" ADD CONSTRAINT "settlement_period_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "up_front" ADD CONSTRAINT "up_front_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "up_front" ADD CONSTRAINT "up_front_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "up_front" ADD CONSTRAINT "up_front_period_id_settlement_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."settlement_period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "up_front" ADD CONSTRAINT "up_front_partner_id_partner_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partner"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_statement" ADD CONSTRAINT "settlement_statement_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_statement" ADD CONSTRAINT "settlement_statement_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_statement" ADD CONSTRAINT "settlement_statement_period_id_settlement_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."settlement_period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_statement" ADD CONSTRAINT "settlement_statement_partner_id_partner_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partner"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spending_option" ADD CONSTRAINT "spending_option_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "option_point" ADD CONSTRAINT "option_point_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "option_point" ADD CONSTRAINT "option_point_option_id_spending_option_id_fk" FOREIGN KEY ("option_id") REFERENCES "public"."spending_option"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_draw" ADD CONSTRAINT "commitment_draw_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_draw" ADD CONSTRAINT "commitment_draw_commitment_id_commitment_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_draw" ADD CONSTRAINT "commitment_draw_cost_centre_id_cost_centre_id_fk" FOREIGN KEY ("cost_centre_id") REFERENCES "public"."cost_centre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "option_override" ADD CONSTRAINT "option_override_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "option_override" ADD CONSTRAINT "option_override_option_id_spending_option_id_fk" FOREIGN KEY ("option_id") REFERENCES "public"."spending_option"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "option_override" ADD CONSTRAINT "option_override_commitment_id_commitment_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "arrangement_name" ON "arrangement" USING btree ("authority_id","name");--> statement-breakpoint
CREATE INDEX "arrangement_order" ON "arrangement" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE INDEX "arrangement_follows" ON "arrangement" USING btree ("follows_id");--> statement-breakpoint
CREATE INDEX "arrangement_participant_of" ON "arrangement_participant" USING btree ("arrangement_id","position");--> statement-breakpoint
CREATE INDEX "arrangement_participant_owner" ON "arrangement_participant" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "arrangement_lot_of" ON "arrangement_lot" USING btree ("arrangement_id","position");--> statement-breakpoint
CREATE INDEX "arrangement_lot_owner" ON "arrangement_lot" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "arrangement_lot_was" ON "arrangement_lot" USING btree ("was_id");--> statement-breakpoint
CREATE INDEX "arrangement_provider_of" ON "arrangement_provider" USING btree ("arrangement_id","position");--> statement-breakpoint
CREATE INDEX "arrangement_provider_owner" ON "arrangement_provider" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "arrangement_provider_lot" ON "arrangement_provider" USING btree ("lot_id");--> statement-breakpoint
CREATE INDEX "arrangement_term_of" ON "arrangement_term" USING btree ("arrangement_id","position");--> statement-breakpoint
CREATE INDEX "arrangement_term_owner" ON "arrangement_term" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "procurement_stage_of" ON "procurement_stage" USING btree ("arrangement_id","position");--> statement-breakpoint
CREATE INDEX "procurement_stage_owner" ON "procurement_stage" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "evaluation_weight_of" ON "evaluation_weight" USING btree ("arrangement_id","position");--> statement-breakpoint
CREATE INDEX "evaluation_weight_owner" ON "evaluation_weight" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "call_off_route_of" ON "call_off_route" USING btree ("arrangement_id","position");--> statement-breakpoint
CREATE INDEX "call_off_route_owner" ON "call_off_route" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "block_case_name" ON "block_case" USING btree ("authority_id","name");--> statement-breakpoint
CREATE INDEX "block_case_order" ON "block_case" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE INDEX "block_case_arrangement" ON "block_case" USING btree ("arrangement_id");--> statement-breakpoint
CREATE INDEX "block_case_item_of" ON "block_case_item" USING btree ("block_case_id","position");--> statement-breakpoint
CREATE INDEX "block_case_item_owner" ON "block_case_item" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "printed_figure_order" ON "printed_figure" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE INDEX "printed_figure_arrangement" ON "printed_figure" USING btree ("arrangement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "partnership_name" ON "partnership" USING btree ("authority_id","name");--> statement-breakpoint
CREATE INDEX "partnership_order" ON "partnership" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE INDEX "partnership_arrangement" ON "partnership" USING btree ("arrangement_id");--> statement-breakpoint
CREATE INDEX "partner_of" ON "partner" USING btree ("partnership_id","position");--> statement-breakpoint
CREATE INDEX "partner_owner" ON "partner" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "partner_name" ON "partner" USING btree ("partnership_id","name");--> statement-breakpoint
CREATE INDEX "partner_member" ON "partner" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "cost_pool_of" ON "cost_pool" USING btree ("partnership_id","position");--> statement-breakpoint
CREATE INDEX "cost_pool_owner" ON "cost_pool" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cost_pool_name" ON "cost_pool" USING btree ("partnership_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "pool_amount_year" ON "pool_amount" USING btree ("pool_id","year");--> statement-breakpoint
CREATE INDEX "pool_amount_of" ON "pool_amount" USING btree ("partnership_id");--> statement-breakpoint
CREATE INDEX "pool_amount_owner" ON "pool_amount" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "pool_weight_of" ON "pool_weight" USING btree ("partnership_id");--> statement-breakpoint
CREATE INDEX "pool_weight_pool" ON "pool_weight" USING btree ("pool_id");--> statement-breakpoint
CREATE INDEX "pool_weight_partner" ON "pool_weight" USING btree ("partner_id");--> statement-breakpoint
CREATE INDEX "pool_weight_owner" ON "pool_weight" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "partnership_grant_of" ON "partnership_grant" USING btree ("partnership_id","position");--> statement-breakpoint
CREATE INDEX "partnership_grant_owner" ON "partnership_grant" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "partnership_grant_pool" ON "partnership_grant" USING btree ("pool_id");--> statement-breakpoint
CREATE INDEX "outside_fee_of" ON "outside_fee" USING btree ("partnership_id","position");--> statement-breakpoint
CREATE INDEX "outside_fee_owner" ON "outside_fee" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "outside_fee_pool" ON "outside_fee" USING btree ("pool_id");--> statement-breakpoint
CREATE INDEX "allocation_of" ON "allocation" USING btree ("partnership_id");--> statement-breakpoint
CREATE INDEX "allocation_partner" ON "allocation" USING btree ("partner_id");--> statement-breakpoint
CREATE INDEX "allocation_owner" ON "allocation" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "place_use_of" ON "place_use" USING btree ("partnership_id","starts_on");--> statement-breakpoint
CREATE INDEX "place_use_user" ON "place_use" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "place_use_host" ON "place_use" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "place_use_owner" ON "place_use" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "settlement_period_of" ON "settlement_period" USING btree ("partnership_id","position");--> statement-breakpoint
CREATE INDEX "settlement_period_owner" ON "settlement_period" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "settlement_period_name" ON "settlement_period" USING btree ("partnership_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "up_front_of" ON "up_front" USING btree ("period_id","partner_id");--> statement-breakpoint
CREATE INDEX "up_front_partnership" ON "up_front" USING btree ("partnership_id");--> statement-breakpoint
CREATE INDEX "up_front_partner" ON "up_front" USING btree ("partner_id");--> statement-breakpoint
CREATE INDEX "up_front_owner" ON "up_front" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "settlement_statement_of" ON "settlement_statement" USING btree ("period_id","partner_id");--> statement-breakpoint
CREATE INDEX "settlement_statement_partnership" ON "settlement_statement" USING btree ("partnership_id");--> statement-breakpoint
CREATE INDEX "settlement_statement_partner" ON "settlement_statement" USING btree ("partner_id");--> statement-breakpoint
CREATE INDEX "settlement_statement_owner" ON "settlement_statement" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "spending_option_name" ON "spending_option" USING btree ("authority_id","decision","name");--> statement-breakpoint
CREATE INDEX "spending_option_order" ON "spending_option" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE INDEX "option_point_of" ON "option_point" USING btree ("option_id","position");--> statement-breakpoint
CREATE INDEX "option_point_owner" ON "option_point" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_draw_of" ON "commitment_draw" USING btree ("commitment_id","cost_centre_id");--> statement-breakpoint
CREATE INDEX "commitment_draw_cost_centre" ON "commitment_draw" USING btree ("cost_centre_id");--> statement-breakpoint
CREATE INDEX "commitment_draw_owner" ON "commitment_draw" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "option_override_of" ON "option_override" USING btree ("option_id","position");--> statement-breakpoint
CREATE INDEX "option_override_owner" ON "option_override" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "option_override_commitment" ON "option_override" USING btree ("commitment_id");--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_lot_id_arrangement_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."arrangement_lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_pool_id_cost_pool_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."cost_pool"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_option_id_spending_option_id_fk" FOREIGN KEY ("option_id") REFERENCES "public"."spending_option"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_places" ADD CONSTRAINT "commitment_places_replaces_id_commitment_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "public"."commitment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "commitment_arrangement" ON "commitment" USING btree ("arrangement_id");--> statement-breakpoint
CREATE INDEX "commitment_lot" ON "commitment" USING btree ("lot_id");--> statement-breakpoint
CREATE INDEX "commitment_pool" ON "commitment" USING btree ("pool_id");--> statement-breakpoint
CREATE INDEX "commitment_pooled" ON "commitment" USING btree ("authority_id","pool_id");--> statement-breakpoint
CREATE INDEX "commitment_option" ON "commitment" USING btree ("option_id");--> statement-breakpoint
CREATE INDEX "commitment_places_replaced" ON "commitment_places" USING btree ("replaces_id");--> statement-breakpoint
CREATE INDEX "change_of_batch" ON "change" USING btree ("batch_id","id");
CREATE TABLE "authority" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"old_code" text,
	"gss_code" text
);
--> statement-breakpoint
CREATE TABLE "cost_centre" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"code" text,
	"service_group" text,
	"funding_source" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_version" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"first_year" text NOT NULL,
	"year_count" integer NOT NULL,
	"source" text,
	"copied_from_id" text,
	"published_at" timestamp with time zone,
	"published_by" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_line" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"version_id" text NOT NULL,
	"cost_centre_id" text NOT NULL,
	"year" text NOT NULL,
	"amount_pence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uplift_series" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"source" text
);
--> statement-breakpoint
CREATE TABLE "uplift_rate" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"series_id" text NOT NULL,
	"year" text NOT NULL,
	"rate_share" numeric NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commitment" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"basis" text NOT NULL,
	"weekly_rate_pounds" numeric,
	"rate_source" text,
	"weeks_per_year" text,
	"part_year" text,
	"uplift_series_id" text,
	"price_base_year" text,
	"first_year_uplifted" boolean NOT NULL,
	"ends_on" date,
	"end_year_share" numeric,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commitment_places" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"places" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"first_year_share" numeric,
	"last_year_share" numeric
);
--> statement-breakpoint
CREATE TABLE "commitment_amount" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"commitment_id" text NOT NULL,
	"year" text NOT NULL,
	"amount_pence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "printed_cell" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"version_id" text NOT NULL,
	"row_key" text NOT NULL,
	"year" text NOT NULL,
	"printed" numeric NOT NULL,
	"unit" text NOT NULL,
	"reference" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "publication" (
	"version_id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"data_version" bigint NOT NULL,
	"facts" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "change_batch" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	"request_key" text,
	"undoes_id" bigint
);
--> statement-breakpoint
CREATE TABLE "change" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"batch_id" bigint NOT NULL,
	"table_name" text NOT NULL,
	"row_id" text NOT NULL,
	"field" text NOT NULL,
	"from_value" text,
	"to_value" text
);
--> statement-breakpoint
ALTER TABLE "cost_centre" ADD CONSTRAINT "cost_centre_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_version" ADD CONSTRAINT "budget_version_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_version_id_budget_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."budget_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_cost_centre_id_cost_centre_id_fk" FOREIGN KEY ("cost_centre_id") REFERENCES "public"."cost_centre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uplift_series" ADD CONSTRAINT "uplift_series_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uplift_rate" ADD CONSTRAINT "uplift_rate_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uplift_rate" ADD CONSTRAINT "uplift_rate_series_id_uplift_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."uplift_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_uplift_series_id_uplift_series_id_fk" FOREIGN KEY ("uplift_series_id") REFERENCES "public"."uplift_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_places" ADD CONSTRAINT "commitment_places_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_places" ADD CONSTRAINT "commitment_places_commitment_id_commitment_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_amount" ADD CONSTRAINT "commitment_amount_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_amount" ADD CONSTRAINT "commitment_amount_commitment_id_commitment_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "printed_cell" ADD CONSTRAINT "printed_cell_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "printed_cell" ADD CONSTRAINT "printed_cell_version_id_budget_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."budget_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_version_id_budget_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."budget_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_batch" ADD CONSTRAINT "change_batch_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change" ADD CONSTRAINT "change_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change" ADD CONSTRAINT "change_batch_id_change_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."change_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "authority_name" ON "authority" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "authority_gss_code" ON "authority" USING btree ("gss_code");--> statement-breakpoint
CREATE UNIQUE INDEX "authority_old_code" ON "authority" USING btree ("old_code");--> statement-breakpoint
CREATE UNIQUE INDEX "cost_centre_name" ON "cost_centre" USING btree ("authority_id","name");--> statement-breakpoint
CREATE INDEX "cost_centre_order" ON "cost_centre" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "budget_version_name" ON "budget_version" USING btree ("authority_id","name");--> statement-breakpoint
CREATE INDEX "budget_version_order" ON "budget_version" USING btree ("authority_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "budget_line_cell" ON "budget_line" USING btree ("version_id","cost_centre_id","year");--> statement-breakpoint
CREATE INDEX "budget_line_order" ON "budget_line" USING btree ("authority_id","year","id");--> statement-breakpoint
CREATE INDEX "budget_line_cost_centre" ON "budget_line" USING btree ("cost_centre_id");--> statement-breakpoint
CREATE UNIQUE INDEX "uplift_series_name" ON "uplift_series" USING btree ("authority_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "uplift_rate_year" ON "uplift_rate" USING btree ("series_id","year");--> statement-breakpoint
CREATE INDEX "uplift_rate_owner" ON "uplift_rate" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_name" ON "commitment" USING btree ("authority_id","name");--> statement-breakpoint
CREATE INDEX "commitment_order" ON "commitment" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE INDEX "commitment_uplift" ON "commitment" USING btree ("uplift_series_id");--> statement-breakpoint
CREATE INDEX "commitment_places_of" ON "commitment_places" USING btree ("commitment_id","starts_on");--> statement-breakpoint
CREATE INDEX "commitment_places_owner" ON "commitment_places" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_amount_year" ON "commitment_amount" USING btree ("commitment_id","year");--> statement-breakpoint
CREATE INDEX "commitment_amount_owner" ON "commitment_amount" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "printed_cell_of" ON "printed_cell" USING btree ("version_id","row_key","year");--> statement-breakpoint
CREATE INDEX "printed_cell_owner" ON "printed_cell" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "publication_owner" ON "publication" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "change_batch_request" ON "change_batch" USING btree ("authority_id","request_key");--> statement-breakpoint
CREATE INDEX "change_batch_order" ON "change_batch" USING btree ("authority_id","id");--> statement-breakpoint
CREATE INDEX "change_of_batch" ON "change" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "change_of_row" ON "change" USING btree ("authority_id","row_id","batch_id");
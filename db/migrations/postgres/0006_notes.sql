ALTER TABLE "arrangement" ADD COLUMN "contract_reference" text;--> statement-breakpoint
ALTER TABLE "arrangement" ADD COLUMN "notes" text;--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "notes" text;
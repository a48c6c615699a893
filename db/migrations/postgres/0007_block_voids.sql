ALTER TABLE "block_case" ADD COLUMN "starts_on" date;--> statement-breakpoint
ALTER TABLE "block_case" ADD COLUMN "voids_carried_by" text;--> statement-breakpoint
ALTER TABLE "block_case" ADD COLUMN "void_share" numeric;
CREATE TABLE `upload` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`person` text NOT NULL,
	`name` text NOT NULL,
	`bytes` integer NOT NULL,
	`state` text NOT NULL,
	`run` text,
	`stopping` integer NOT NULL,
	`progress` text,
	`result` text,
	`error` text,
	`touched_at` text NOT NULL,
	`beat_at` text NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `upload_owner` ON `upload` (`authority_id`);--> statement-breakpoint
CREATE TABLE `upload_part` (
	`id` text PRIMARY KEY NOT NULL,
	`upload_id` text NOT NULL,
	`number` integer NOT NULL,
	`content` blob NOT NULL,
	FOREIGN KEY (`upload_id`) REFERENCES `upload`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `upload_part_of` ON `upload_part` (`upload_id`,`number`);
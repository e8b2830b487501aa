ALTER TABLE "guilds" ADD COLUMN "key_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "hints_of_member" ON "hints" USING btree ("guild_id","member_id","question_id");
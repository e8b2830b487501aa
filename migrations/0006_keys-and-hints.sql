ALTER TABLE "guilds" ADD COLUMN "key_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "hints_of_member" ON "hints" USING btree ("guild_id","member_id","question_id");--> statement-breakpoint
-- Until now a hint counted in its own quiz alone, and some were offered as free: what was taken before a first answer costs nothing later.
DELETE FROM "hints" WHERE NOT EXISTS (
  SELECT 1 FROM "answers" WHERE "answers"."guild_id" = "hints"."guild_id" AND "answers"."member_id" = "hints"."member_id"
    AND "answers"."question_id" = "hints"."question_id");

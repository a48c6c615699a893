// What drizzle-kit reads to write Postgres's migrations: `npm run migrations`.
import { defineConfig } from "drizzle-kit";

export default defineConfig({ dialect: "postgresql", schema: "./db/migrations/postgres.tables.cts", out: "./db/migrations/postgres", casing: "snake_case" });

// What drizzle-kit reads to write SQLite's migrations: `npm run migrations`.
import { defineConfig } from "drizzle-kit";

export default defineConfig({ dialect: "sqlite", schema: "./db/migrations/sqlite.tables.cts", out: "./db/migrations/sqlite", casing: "snake_case" });

// drizzle-kit wants each table as an export of its own.
import tables = require("../tables.ts");
export = tables.sqliteTables;

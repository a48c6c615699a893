// What can be set from the environment, with its usual value.
import { type Timeouts, usualTimeouts } from "../../db/engine/timeouts.ts";

export interface Limits {
  /** How deep a query may nest. */
  depth: number;
  /** How many fields a query may ask for, a page counting as many times as it has rows. */
  cost: number;
  aliases: number;
  /** How many tables one query may have worked out: each is a second or two of a large authority's. */
  tables: number;
  /** How many queries one request may carry. */
  batch: number;
  /** How many cells one batch of edits may change. */
  edits: number;
  /** How many characters the expressions of a request may have in all: a microsecond or two each. */
  expressions: number;
  bodyBytes: number;
  /** How many words and signs a query may have. */
  tokens: number;
  /** How much of its answers the server keeps to give them again; 0 keeps none. */
  answerCacheBytes: number;
}

export const usualLimits: Limits = {
  depth: 16,
  cost: 50_000,
  aliases: 30,
  tables: 10,
  batch: 10,
  edits: 10_000,
  expressions: 200_000,
  bodyBytes: 4_000_000,
  tokens: 5_000,
  answerCacheBytes: 64_000_000,
};

export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Settings {
  host: string;
  port: number;
  dataDir: string;
  databaseUrl: string | undefined;
  /** Names under which browsers may reach the server beside loopback's own. */
  allowedHosts: string[];
  examples: boolean;
  limits: Limits;
  timeouts: Timeouts;
  /** How long a server that is stopped waits for what it is doing. */
  stopMs: number;
  /** The least level that is logged; null where it was not said. */
  logLevel: LogLevel | null;
}

/** An hour: timers and databases take no time that is very much longer. */
const longestMs = 3_600_000;

/** Reads the environment. @throws Error saying which variable is wrong. */
export function settingsFrom(environment: Record<string, string | undefined>): Settings {
  const count = (name: string, usual: number, most = Number.MAX_SAFE_INTEGER): number => {
    const text = environment[name];
    if (text === undefined || text === "") return usual;
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 0 || value > most) throw new Error(`${name} is “${text}”; it must be a whole number from 0 to ${most}.`);
    return value;
  };
  return {
    host: environment.HOST || "127.0.0.1",
    port: count("PORT", 4000, 65_535),
    dataDir: environment.DATA_DIR || "data",
    databaseUrl: environment.DATABASE_URL || undefined,
    allowedHosts: (environment.ALLOWED_HOSTS ?? "")
      .split(",")
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
    examples: environment.EXAMPLES !== "none",
    limits: {
      depth: count("MAX_DEPTH", usualLimits.depth),
      cost: count("MAX_COST", usualLimits.cost),
      aliases: count("MAX_ALIASES", usualLimits.aliases),
      tables: count("MAX_TABLES", usualLimits.tables),
      batch: count("MAX_BATCH", usualLimits.batch),
      edits: count("MAX_EDITS", usualLimits.edits),
      expressions: count("MAX_EXPRESSIONS", usualLimits.expressions),
      bodyBytes: count("MAX_BODY_BYTES", usualLimits.bodyBytes),
      tokens: count("MAX_TOKENS", usualLimits.tokens),
      answerCacheBytes: count("ANSWER_CACHE_BYTES", usualLimits.answerCacheBytes),
    },
    stopMs: count("STOP_TIMEOUT_MS", 8_000, longestMs),
    logLevel: logLevelIn(environment.LOG),
    timeouts: {
      lockMs: count("LOCK_TIMEOUT_MS", usualTimeouts.lockMs, longestMs),
      statementMs: count("STATEMENT_TIMEOUT_MS", usualTimeouts.statementMs, longestMs),
      idleMs: count("IDLE_TIMEOUT_MS", usualTimeouts.idleMs, longestMs),
      connectMs: count("CONNECT_TIMEOUT_MS", usualTimeouts.connectMs, longestMs),
    },
  };
}

function logLevelIn(text: string | undefined): LogLevel | null {
  if (!text) return null;
  const level = logLevels.find((each) => each === text.toLowerCase());
  if (!level) throw new Error(`LOG is “${text}”; it must be one of ${logLevels.join(", ")}.`);
  return level;
}

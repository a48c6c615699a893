// What every resolver is given.
import type { Db } from "../db/open.ts";
import type { Viewer } from "../db/viewer.ts";
import type { Limits } from "./settings.ts";

export interface Context {
  db: Db;
  viewer: Viewer;
  limits: Limits;
  /** Set by execution: the answer is a query's, whole and without errors, so that it may be given again. */
  cacheable: boolean;
}

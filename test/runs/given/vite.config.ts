// The configuration of every run, for one of the files in this folder: RUN names it.
import usual from "../../../vite.config.ts";

const setup = process.env.RUN === "badSetup" ? ["test/runs/given/badSetup.ts"] : [];
export default { ...usual, test: { ...usual.test, include: [`test/runs/given/${process.env.RUN}.ts`], globalSetup: [usual.test?.globalSetup as string, ...setup] } };

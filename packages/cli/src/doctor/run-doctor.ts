import type { Diagnosis, DiagnosisCheck } from "@massgen/backend-fara";
import { chooseDialect } from "../computer/choose-dialect.ts";
import { chooseFara } from "../computer/choose-fara.ts";
import { untilInterrupted } from "../computer/until-interrupted.ts";
import { loadModelOverrides } from "../configuration/load-model-overrides.ts";
import { exitCodes } from "../exit-codes.ts";
import { inputError } from "../input-error.ts";
import { printable } from "../render/printable.ts";
import { terminalSafeJson } from "../render/terminal-safe-json.ts";
import { writeStream } from "../render/write-stream.ts";
import { checkBrowser } from "./check-browser.ts";
import type { DoctorCommandOptions } from "./doctor-command.ts";

/** Runs `massgen doctor` and answers with the exit code. */
export async function runDoctor(options: DoctorCommandOptions): Promise<number> {
  const environment = process.env;
  const overrides = await loadModelOverrides({ environment });
  const { settings, endpoint } = await chooseFara(options, environment);
  const dialect = await chooseDialect(settings.model, options.dialect, overrides);
  if (dialect === "computer" || dialect === "computer-use-preview") {
    throw inputError(`${settings.model} is no Fara model.`, "The doctor knows endpoints of Fara alone.");
  }
  return untilInterrupted(async (signal) => {
    const { diagnose } = await import("@massgen/backend-fara");
    const generation = dialect === "fara-7b" ? "7b" : "1.5";
    const [diagnosis, browser] = await Promise.all([
      diagnose({ ...settings, generation }, { signal }),
      checkBrowser(options.browser, signal),
    ]);
    const isUsable = diagnosis.isUsable && browser.status !== "failed";
    const text = options.json
      ? terminalSafeJson(JSON.stringify({ ...diagnosis, browser, endpoint: endpoint ?? null, isUsable }, null, 2))
      : report(diagnosis, browser, isUsable);
    await writeStream(process.stdout, `${text}\n`);
    return isUsable ? exitCodes.success : exitCodes.failed;
  });
}

const marks: Readonly<Record<DiagnosisCheck["status"], string>> = {
  passed: "ok",
  warned: "warning",
  failed: "FAILED",
  skipped: "–",
};

type Line = Omit<DiagnosisCheck, "name"> & { readonly name: string };

function report(diagnosis: Diagnosis, browser: Line, isUsable: boolean): string {
  const isDoubtful = diagnosis.checks.some(({ status }) => status === "warned");
  const works = isDoubtful ? "It can be used; see the warnings above." : "Everything works.";
  const generation = diagnosis.generation === "1.5" ? "Fara1.5" : "Fara-7B";
  const prompt = diagnosis.promptSource === "own" ? "MassGen's own words" : "yours";
  return [
    `${printable(diagnosis.model)} (${generation}) at ${printable(diagnosis.baseURL)}; system prompt: ${prompt}`,
    "",
    ...[...diagnosis.checks, browser].flatMap(lines),
    "",
    isUsable ? works : "Something does not work: see above.",
  ].join("\n");
}

function lines({ name, status, detail, problem, remedy }: Line): readonly string[] {
  const said = problem ?? detail ?? "";
  return [
    `${name.padEnd(12)}${marks[status].padEnd(9)}${printable(said)}`.trimEnd(),
    ...(remedy === undefined ? [] : [`${" ".repeat(21)}${printable(remedy)}`]),
  ];
}

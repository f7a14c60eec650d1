export {
  createScriptedBackend,
  type ScriptedBackend,
  type ScriptedBackendOptions,
  type ScriptedResponse,
} from "./backend/scripted-backend.ts";
export { type ReadComputerScript, readComputerScript } from "./computer/read-computer-script.ts";
export {
  type ComputerScript,
  createScriptedComputerModel,
  type ScriptedComputerModel,
  type ScriptedComputerModelOptions,
  type ScriptedStep,
} from "./computer/scripted-computer-model.ts";
export { type FaraEmulator, type FaraEmulatorOptions, startFaraEmulator } from "./fara/fara-emulator.ts";
export {
  type FaraMalformation,
  hopelessFaraMalformations,
  recoverableFaraMalformations,
} from "./fara/fara-malformation.ts";
export type {
  EmulatedFaraGeneration,
  FaraRawStep,
  FaraScript,
  FaraStep,
  FaraView,
} from "./fara/fara-step.ts";
export type { EmulatedExchange } from "./openai/books.ts";
export type { ChatQuirk } from "./openai/chat/chat-quirk.ts";
export type { EmulatedSupport, OpenaiEmulatorOptions } from "./openai/emulator-options.ts";
export type { Fault, FaultContext } from "./openai/fault.ts";
export type { FaultTarget } from "./openai/fault-queue.ts";
export type { Billed } from "./openai/model/billed.ts";
export type { EmulatedAnswer, EmulatedModel } from "./openai/model/emulated-model.ts";
export type { EmulatedCall, EmulatedReply } from "./openai/model/emulated-reply.ts";
export type {
  EmulatedEntry,
  EmulatedOutputFormat,
  EmulatedRequest,
  EmulatedTool,
} from "./openai/model/emulated-request.ts";
export { emulatedTokens } from "./openai/model/tokens.ts";
export { type OpenaiEmulator, startOpenaiEmulator } from "./openai/openai-emulator.ts";
export type { CompactQuirk } from "./openai/responses/compact-quirk.ts";
export { type SeenImage, seenImages } from "./openai/screens/seen-images.ts";

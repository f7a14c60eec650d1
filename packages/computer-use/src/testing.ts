export type { ComputerSubject } from "./testing/computer-subject.ts";
export { type ComputerContract, describeComputer } from "./testing/describe-computer.ts";
export {
  createSimulatedComputer,
  type SimulatedComputer,
  type SimulatedComputerOptions,
} from "./testing/simulated/create-simulated-computer.ts";
export type {
  SimulatedButton,
  SimulatedElement,
  SimulatedField,
  SimulatedPage,
} from "./testing/simulated/simulated-screen.ts";

export {
  type CompactingDouble,
  type CompactingDoubleOptions,
  createCompactingDouble,
} from "./testing/compacting-double.ts";
export { type AdapterContract, type AdapterFeature, describeAdapter } from "./testing/describe-adapter.ts";
export { describeStrategy, type StrategySuite } from "./testing/describe-strategy.ts";

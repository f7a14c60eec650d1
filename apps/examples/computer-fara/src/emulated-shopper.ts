import { type FaraEmulator, type FaraStep, startFaraEmulator } from "@massgen/testing";

const stop =
  "The cart holds 2 packets of green tea. Placing the order is a critical point: it binds the user. I stop here.";

/** What the emulated Fara-7B does: places are pixels of the picture that it was sent. */
const steps: readonly FaraStep[] = [
  {
    thoughts: "I change the quantity.",
    action: "type",
    arguments: { text: "2", coordinate: [250, 225], delete_existing_text: true, press_enter: false },
  },
  { thoughts: "I add it to the cart.", action: "left_click", arguments: { coordinate: [250, 325] } },
  { thoughts: stop, action: "terminate", arguments: { status: "success" } },
  // Only a user's approval brings it here.
  { thoughts: "The user approves.", action: "left_click", arguments: { coordinate: [250, 325] } },
  {
    thoughts: "The order for 2 packets of green tea is placed.",
    action: "terminate",
    arguments: { status: "success" },
  },
];

/** A server that answers as one of Fara-7B does. There is no model behind it: it says what stands above. */
export function startEmulatedShopper(): Promise<FaraEmulator> {
  return startFaraEmulator({ generation: "7b", script: steps });
}

import type { RawAnswer } from "../endpoint/collect-answer.ts";
import { createEndpoint } from "../endpoint/create-endpoint.ts";
import type { FaraSettings } from "../fara-settings.ts";
import type { FaraProfile } from "../profiles/fara-profile.ts";
import { systemPrompt } from "../prompt/system-prompt.ts";
import { createTally } from "../session/tally.ts";
import { redPicture } from "./test-picture.ts";

const task =
  "This is a test. Do nothing on the screen: say in one sentence which colour fills the screenshot, then terminate with that answer.";

/**
 * Asks the model what it sees on a small red picture, in one request.
 *
 * @throws BackendError; the signal's reason on abort.
 */
export function askAboutPicture(
  settings: FaraSettings,
  profile: FaraProfile,
  signal: AbortSignal | undefined,
): Promise<RawAnswer> {
  const { factor } = profile.resize;
  const sent = { width: factor * 8, height: factor * 5 };
  const endpoint = createEndpoint({ ...settings, retries: { maximumRetries: 0 } });
  const { temperature, extraBody } = profile.parameters;
  const { actions } = profile;
  const picture = `data:image/png;base64,${Buffer.from(redPicture(sent)).toString("base64")}`;
  const instructions = systemPrompt({
    profile,
    sent,
    actions,
    date: settings.now?.() ?? new Date(),
    custom: settings.systemPrompt,
  });
  const content = [
    { type: "input_image", image_url: picture },
    { type: "input_text", text: task },
  ];
  return endpoint.ask(
    {
      instructions,
      items: [{ role: "user", content }],
      temperature,
      maximumOutputTokens: 256,
      extraBody: { ...extraBody, ...settings.extraBody },
    },
    createTally(),
    signal,
  );
}

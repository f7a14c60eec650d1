/** What the help of every command that talks to a model says of where the model is. */
export const modelOptionsHelp = `  -m, --model <name>     model (default: MASSGEN_MODEL of the environment)
  --base-url <url>       endpoint of the model (default: OPENAI_BASE_URL of the
                         environment, else https://api.openai.com/v1)
  --api <name>           protocol: responses, or chat for Chat Completions
                         (default: responses at api.openai.com and
                         *.openai.azure.com, else chat)
  --api-key-env <name>   environment variable with the key; servers of your own
                         need none (default: OPENAI_API_KEY)`;

/** What the help of ask and chat says of the options that they share. */
export const backendOptionsHelp = `${modelOptionsHelp}
  --instructions <text>  system prompt; @FILE reads it from a file
  --reasoning <effort>   how much the model thinks, in its provider's words: low
  --max-output-tokens <number>
                         tokens that one answer may have
  --context-window <tokens>
                         the model's window: 200000 or 200k; where it turns out
                         to be smaller, a refusal teaches it (default: what
                         massgen models show says of the model, else 128k)
  --trigger <size>       size at which the conversation is compacted: a share of
                         the window or tokens (default: 80%)
  --target <size>        size that a compaction reaches (default: 40%)
  --compaction <mode>    the provider's own compaction: auto, endpoint, server
                         or trigger; off does without it (default: auto)
  --store                let the provider store responses, so that only what is
                         new is sent (Responses API)
  --no-recall            leave out the tool recall, for models without tools`;

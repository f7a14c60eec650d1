/** What `/help` says. */
export const chatCommandsHelp = `/help                     what you read
/compact                  compact the conversation now
/usage                    size of the conversation, and what was used
/model                    show the model
/model NAME [--base-url URL] [--api NAME] [--api-key-env NAME]
            [--context-window TOKENS]
                          go on with another model
/exit                     end; massgen chat --continue goes on

A text that begins with / is written with //. A line that ends in \\ goes on in
the next one, and the lines of a paste are one text. Ctrl-C ends an answer.
`;

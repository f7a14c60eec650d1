import { escaped, layout, type Pages } from "../../shared/start-site.ts";

/** A form of an office: what is sent there counts. */
export const leaveOffice: Pages = {
  "/": () =>
    layout(
      "Leave of absence",
      `<form action="/requests" method="post">
         <input name="days" aria-label="Days" style="top: 200px">
         <button style="top: 300px">Send the request</button>
       </form>`,
    ),
  "/requests": ({ days = "" }) => layout("Sent", `<p>Your request for ${escaped(days)} days was sent.</p>`),
};

/** What the model is asked to do. */
export const task = "Ask for 3 days of leave.";

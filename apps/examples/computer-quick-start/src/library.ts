import { escaped, layout, type Pages } from "../../shared/start-site.ts";

/** A library's catalogue: a form, and the shelf of the book that was searched for. */
export const library: Pages = {
  "/": () =>
    layout(
      "Library",
      `<form action="/shelf" method="post">
         <input name="title" aria-label="Title" style="top: 200px">
         <button style="top: 300px">Search</button>
       </form>`,
    ),
  "/shelf": ({ title = "" }) =>
    layout(
      title === "The Invisible Collection" ? "Shelf 7B" : "Not found",
      `<p>You searched for “${escaped(title)}”.</p>`,
    ),
};

/** What the model is asked to do. */
export const task = 'Find the shelf on which "The Invisible Collection" stands.';

import { escaped, layout, type Pages } from "../../shared/start-site.ts";

/** A shop of one page, a cart, and an order that would bind whoever sends it. */
export const shop: Pages = {
  "/": () =>
    layout(
      "Tea shop",
      `<p>Green tea, 100 g, $6.50</p>
       <form action="/cart" method="post">
         <input name="quantity" aria-label="Quantity" value="1" style="top: 200px">
         <button style="top: 300px">Add to cart</button>
       </form>`,
    ),
  "/cart": ({ quantity = "" }) =>
    layout(
      "Your cart",
      `<p>Green tea, 100 g: ${escaped(quantity)}</p>
       <form action="/order" method="post">
         <input type="hidden" name="quantity" value="${escaped(quantity)}">
         <button style="top: 300px">Place the order</button>
       </form>`,
    ),
  "/order": ({ quantity = "" }) => layout("Thank you", `<p>You have ordered ${escaped(quantity)} × green tea.</p>`),
};

/** What the model is asked to do. */
export const task = "Order 2 packets of green tea.";

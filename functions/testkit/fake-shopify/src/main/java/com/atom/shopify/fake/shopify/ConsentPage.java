package com.atom.shopify.fake.shopify;

import java.util.List;
import java.util.Map;

/// The pages that a merchant sees while installing an app. Everything shown is escaped.
final class ConsentPage {
    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { margin: 0; background: #f1f2f4; color: #202223; font: 15px/1.5 system-ui, sans-serif; }
            main { max-width: 30rem; margin: 12vh auto 0; padding: 2rem; background: #fff; border-radius: 12px;
                   box-shadow: 0 1px 4px rgba(0, 0, 0, .15); }
            h1 { font-size: 1.25rem; margin: 0 0 1rem; }
            ul { padding-left: 1.2rem; }
            code { background: #f1f2f4; border-radius: 4px; padding: 0 .3rem; }
            button { border: 0; border-radius: 8px; background: #1a1a1a; color: #fff; font: inherit; font-weight: 600;
                     padding: .6rem 1.6rem; cursor: pointer; }
            footer { color: #6d7175; font-size: .85rem; margin-top: 1.5rem; }
            </style>
            </head>
            <body><main>%2$s<footer>Shopify simulator: nothing here reaches a real store.</footer></main></body>
            </html>
            """;

    private ConsentPage() {}

    static String consent(ShopName shop, String clientId, Scopes scopes, String action,
            Map<String, String> parameters) {
        var content = new StringBuilder();
        content.append("<h1>Install app <code>").append(escaped(clientId)).append("</code></h1><p>on <strong>")
                .append(escaped(shop.title())).append("</strong> (").append(escaped(shop.domain())).append(")</p>");
        content.append("<p>This app will be able to:</p><ul>");
        scopes.handles().forEach(scope -> content.append("<li>").append(sentence(scope)).append("</li>"));
        content.append("</ul><form method=\"get\" action=\"").append(escaped(action)).append("\">");
        parameters.forEach((name, value) -> content.append("<input type=\"hidden\" name=\"").append(escaped(name))
                .append("\" value=\"").append(escaped(value)).append("\">"));
        content.append("<input type=\"hidden\" name=\"_auto_approve\" value=\"1\">");
        content.append("<button type=\"submit\">Install</button></form>");
        return FRAME.formatted("Install app - " + escaped(shop.title()), content);
    }

    static String refusal(List<String> reasons) {
        var content = new StringBuilder("<h1>Oauth error</h1>");
        reasons.forEach(reason -> content.append("<p>").append(escaped(reason)).append("</p>"));
        return FRAME.formatted("Oauth error", content);
    }

    static String escaped(String text) {
        var safe = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            switch (letter) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(letter);
            }
        }
        return safe.toString();
    }

    private static String sentence(String scope) {
        String what = scope.substring(scope.indexOf('_') + 1).replace('_', ' ');
        String does = scope.startsWith("write_") ? "View and edit " : scope.startsWith("read_") ? "View " : "Use ";
        return does + escaped(what) + " <code>" + escaped(scope) + "</code>";
    }
}

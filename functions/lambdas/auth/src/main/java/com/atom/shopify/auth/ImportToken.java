package com.atom.shopify.auth;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.oauth.Grant;
import com.atom.shopify.oauth.OwnApp;
import com.atom.shopify.proof.ClientSecret;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/// Brings in a permanent token, which is exchanged for an expiring pair and has ended then, or an app of the store's owner. Either is
/// stored once the shop has said, asked with the new token, who it is.
@Singleton
final class ImportToken {
    private final ConnectStore connect;
    private final Clock clock;

    ImportToken(ConnectStore connect, Clock clock) {
        this.connect = connect;
        this.clock = clock;
    }

    Answer answer(Call call) {
        var user = call.userAlone();
        var token = call.body(NewToken.class);
        var shop = ShopDomain.parse(token.shop());
        var store = switch (token.grant()) {
            case PERMANENT -> connect.with(user, shop, new Grant.Permanent(
                    AccessToken.of(Objects.requireNonNull(token.accessToken()))), clock.instant(), call.deadline());
            case CLIENT_CREDENTIALS -> connect.withOwnApp(user, shop,
                    new OwnApp(Objects.requireNonNull(token.clientId()),
                            new ClientSecret(Objects.requireNonNull(token.clientSecret()), Optional.empty())),
                    clock.instant(), call.deadline());
        };
        return Answer.ok(store).withStatus(201);
    }
}

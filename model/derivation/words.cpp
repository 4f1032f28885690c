#include "model/derivation/words.h"

namespace headroom::derivation {

const char *idOf(Trust trust)
{
    switch (trust) {
    case Trust::Measured:
        return "measured";
    case Trust::Published:
        return "published";
    case Trust::Illustrative:
        return "illustrative";
    case Trust::Size:
        return "size";
    case Trust::Yours:
        return "yours";
    case Trust::Definition:
        break;
    }
    return "definition";
}

const char *textOf(Trust trust)
{
    return trust == Trust::Size ? "from the size" : trust == Trust::Definition ? "by definition" : idOf(trust);
}

const char *idOf(Place::Owner owner)
{
    switch (owner) {
    case Place::Owner::Component:
        return "component";
    case Place::Owner::Connection:
        return "connection";
    case Place::Owner::Workload:
        return "workload";
    case Place::Owner::RequestClass:
        return "class";
    case Place::Owner::Question:
        break;
    }
    return "question";
}

} // namespace headroom::derivation

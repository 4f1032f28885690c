#pragma once

#include "model/analysis/analyze.h"
#include "tests/support/model_support.h"
#include "views/canvas/geometry.h"
#include "views/export/diagram.h"

#include <QStringList>

#include <memory>

namespace headroom::tests {

/// The picture of a stage at the upper end of its users, with its numbers.
inline pictures::Picture drawn(const project::Project &project, std::size_t stage = 0,
                               const pictures::DiagramOptions &options = {}, std::vector<std::string> only = {})
{
    const analysis::Report report
        = analysis::analyze(project, stage, project.stages[stage]->users.to, test::theCatalog());
    return pictures::pictureOf({ &project, stage, &report, nullptr, {}, std::move(only) }, options, test::theCatalog());
}

/// The part with this id; null: there is none.
inline const pictures::Part *partOf(const pictures::Picture &picture, const QString &id)
{
    for (const pictures::Part &each : picture.parts)
        if (each.id == id)
            return &each;
    return nullptr;
}

/// Where the card of a part is; null for what is no card.
inline QRectF cardOf(const pictures::Picture &picture, const QString &part)
{
    if (const pictures::Part *found = partOf(picture, part))
        for (const pictures::Shape &shape : found->shapes)
            if (const auto *box = std::get_if<pictures::Box>(&shape);
                box && box->rect.size() == QSizeF(canvas::kCardWidth, canvas::kCardHeight))
                return box->rect;
    return {};
}

inline QStringList wordsOf(const pictures::Part &part)
{
    QStringList words;
    for (const pictures::Shape &shape : part.shapes)
        if (const auto *text = std::get_if<pictures::Label>(&shape))
            words << text->text;
    return words;
}

/// A project whose design, stage, place, component and connection all have this name.
inline project::Project named(const std::string &name)
{
    project::Project project = test::ProjectBuilder()
                                   .component("users", "client_population")
                                   .component("zone", "az")
                                   .component("app", "web_app_server", {}, "zone")
                                   .component("odd", "no_such_kind")
                                   .link("users", "app", "call")
                                   .link("app", "odd", "call")
                                   .build();
    project.name = name;
    project::Stage stage = *project.stages.front();
    stage.name = name;
    double x = 0;
    for (project::Component &each : stage.components) {
        each.name = name;
        each.position = { x += 260, 60 };
    }
    for (project::Connection &each : stage.connections)
        each.name = name;
    project.stages = { std::make_shared<project::Stage>(stage) };
    return project;
}

/// Names that some reader somewhere takes for a program, an entity, a style or an end of something.
inline QStringList injections()
{
    QStringList names {
        QStringLiteral("<script>alert(1)</script>"),
        QStringLiteral("</title><script>alert(1)</script>"),
        QStringLiteral("</text><script xlink:href=\"http://evil/x.js\"/>"),
        QStringLiteral("\"><script>alert(1)</script>"),
        QStringLiteral("'><script>alert(1)</script>"),
        QStringLiteral("\" onload=\"alert(1)"),
        QStringLiteral("' onmouseover='alert(1)"),
        QStringLiteral("<img src=x onerror=alert(1)>"),
        QStringLiteral("<svg onload=alert(1)>"),
        QStringLiteral("<svg/onload=alert(1)>"),
        QStringLiteral("]]><script>alert(1)</script>"),
        QStringLiteral("<![CDATA[<script>alert(1)</script>]]>"),
        QStringLiteral("--><script>alert(1)</script><!--"),
        QStringLiteral("<!-- comment"),
        QStringLiteral("<?xml-stylesheet href=\"http://evil/x.css\"?>"),
        QStringLiteral("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>&x;"),
        QStringLiteral("<!ENTITY % d SYSTEM \"http://evil/\">%d;"),
        QStringLiteral("&lt;script&gt;alert(1)&lt;/script&gt;"),
        QStringLiteral("&#60;script&#62;alert(1)&#60;/script&#62;"),
        QStringLiteral("&#x3C;script&#x3E;"),
        QStringLiteral("&nbsp;&undefined;"),
        QStringLiteral("javascript:alert(1)"),
        QStringLiteral("<a href=\"javascript:alert(1)\">click</a>"),
        QStringLiteral("<a xlink:href=\"javascript:alert(1)\"><text>click</text></a>"),
        QStringLiteral("<use href=\"data:image/svg+xml,<svg/>\"/>"),
        QStringLiteral("<use xlink:href=\"http://evil/x.svg#a\"/>"),
        QStringLiteral("<image href=\"http://evil/x.png\"/>"),
        QStringLiteral("<foreignObject><body onload=alert(1)/></foreignObject>"),
        QStringLiteral("<iframe src=javascript:alert(1)>"),
        QStringLiteral("<object data=x><embed src=y>"),
        QStringLiteral("<style>*{background:url(http://evil)}</style>"),
        QStringLiteral("\" style=\"background:url(javascript:alert(1))"),
        QStringLiteral("<link rel=stylesheet href=http://evil>"),
        QStringLiteral("<meta http-equiv=refresh content=0;url=http://evil>"),
        QStringLiteral("<base href=http://evil>"),
        QStringLiteral("<animate onbegin=alert(1) attributeName=x dur=1s>"),
        QStringLiteral("<set attributeName=href to=javascript:alert(1)>"),
        QStringLiteral("<handler type=\"application/ecmascript\">alert(1)</handler>"),
        QStringLiteral("<math><mtext><script>alert(1)</script></mtext></math>"),
        QStringLiteral("<details open ontoggle=alert(1)>"),
        QStringLiteral("<body onpageshow=alert(1)>"),
        QStringLiteral("<form action=javascript:alert(1)><input type=submit>"),
        QStringLiteral("${alert(1)}"),
        QStringLiteral("{{constructor.constructor('alert(1)')()}}"),
        QStringLiteral("<%= 7*7 %>"),
        QStringLiteral("#{7*7}"),
        QStringLiteral("url(#x)"),
        QStringLiteral("'; DROP TABLE components; --"),
        QStringLiteral("=cmd|' /C calc'!A0"),
        QStringLiteral("`id`; $(id)"),
        QStringLiteral("%3Cscript%3Ealert(1)%3C/script%3E"),
        QStringLiteral("\\u003cscript\\u003e"),
        QStringLiteral("<ScRiPt>alert(1)</sCrIpT>"),
        QStringLiteral("<script\u00A0>alert(1)</script>"),
        QStringLiteral("<\u200Bscript>alert(1)</script>"),
        QStringLiteral("\u202Etxt.exe"),
        QStringLiteral("\uFEFF<script>"),
        QStringLiteral("a\u0000b\u0007c\u001Bd"),
        QStringLiteral("\uFFFE\uFFFF"),
        QStringLiteral("(alert)(1) \\( /JavaScript (app.alert(1)) Tj"),
    };
    return names;
}

} // namespace headroom::tests

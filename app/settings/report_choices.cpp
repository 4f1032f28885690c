#include "app/settings/report_choices.h"

#include "app/settings/design_group.h"

#include <QSettings>

namespace headroom::app {

namespace {

const QString kFormat = QStringLiteral("report/format");
const QString kLeftOut = QStringLiteral("report/left_out"); // not what is wanted: a section that comes later is
const QString kAuthor = QStringLiteral("report/author");
const QString kLetter = QStringLiteral("report/letter");

QString logoKey(const QString &design)
{
    return groupOfDesign(QStringLiteral("report"), design) + QStringLiteral("/logo");
}

} // namespace

paper::ReportChoices reportChoices(const QString &design)
{
    const QSettings settings;
    paper::ReportChoices choices;
    choices.format = settings.value(kFormat, choices.format).toString();
    choices.leftOut = settings.value(kLeftOut).toStringList();
    choices.author = settings.value(kAuthor).toString();
    choices.isLetter = settings.value(kLetter, false).toBool();
    choices.logo = settings.value(logoKey(design)).toString();
    return choices;
}

void keepReportChoices(const QString &design, const paper::ReportChoices &choices)
{
    QSettings settings;
    settings.setValue(kFormat, choices.format);
    settings.setValue(kLeftOut, choices.leftOut);
    settings.setValue(kAuthor, choices.author);
    settings.setValue(kLetter, choices.isLetter);
    settings.setValue(logoKey(design), choices.logo);
}

} // namespace headroom::app

#include "views/inspector/calm_combo_box.h"
#include "views/inspector/properties_panel.h"
#include "views/language/words.h"

#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace headroom::inspector {

using theme::Theme;

void PropertiesPanel::buildConnection(const project::Connection &connection)
{
    for (const bool isFrom : { true, false })
        m_ends[isFrom ? 0 : 1] = addLink({}, [this, isFrom, id = connection.id] {
            const project::Connection *present = stage().findConnection(id);
            return !present ? std::string() : isFrom ? present->from : present->to;
        });
    addHeading(tr("Kind"));
    auto *kinds = new CalmComboBox(m_content);
    kinds->setFont(Theme::font(12));
    kinds->setAccessibleName(tr("Kind of connection"));
    for (const catalog::ConnectionKind &kind : m_catalog.connectionKinds())
        kinds->addItem(text(kind.title), text(kind.id));
    kinds->setCurrentIndex(kinds->findData(text(connection.kind)));
    m_inside->addWidget(kinds);
    addText(text(m_catalog.connectionKind(connection.kind).summary));
    connect(kinds, &QComboBox::activated, this, [this, kinds, id = connection.id] {
        Q_EMIT editRequested(edits::SetConnectionKind { m_stage, id, kinds->currentData().toString().toStdString() });
    });
    addRows(m_catalog.connectionKind(connection.kind).parameters, false);
    addNotes();
}

Shown PropertiesPanel::valueOf(const project::Connection &connection, const catalog::ParameterSpec &spec)
{
    const project::Value *stated = connection.parameters.find(spec.id);
    const catalog::EffectiveValue unstated { spec.fallback, catalog::ValueOrigin::Default };
    return { stated ? catalog::EffectiveValue { *stated, catalog::ValueOrigin::Stated } : unstated, unstated };
}

void PropertiesPanel::refreshEnds(const project::Connection &connection)
{
    if (m_ends[0])
        m_ends[0]->setText(tr("From %1").arg(nameOf(connection.from)));
    if (m_ends[1])
        m_ends[1]->setText(tr("To %1").arg(nameOf(connection.to)));
}

} // namespace headroom::inspector
